package uk.tocsin.mail;

import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/** What a mail server answered when it did not take a letter. */
final class MailReplies {

    private static final int MAX_TEXT = 1_024;
    private static final int MOST_LOOKED_AT = 50;

    private MailReplies() {}

    /** The server's reply if one is among what went wrong; otherwise there was no answer. */
    static MailReply of(Exception failure) {
        Deque<Throwable> open = new ArrayDeque<>();
        Set<Throwable> seen = new HashSet<>();
        add(open, failure);
        while (!open.isEmpty() && seen.size() < MOST_LOOKED_AT) {
            Throwable at = open.remove();
            if (!seen.add(at)) {
                continue;
            }
            int reply = reply(at);
            if (reply > 0) {
                return new MailReply.Replied(reply, cut(at.getMessage()), at instanceof SMTPAddressFailedException);
            }
            add(open, at.getCause());
            if (at instanceof MessagingException nested) {
                add(open, nested.getNextException());
            }
            if (at instanceof MailSendException several) {
                for (Exception one : several.getMessageExceptions()) {
                    add(open, one);
                }
            }
        }
        return new MailReply.None(cut("the mail server did not answer: " + failure.getMessage()));
    }

    private static void add(Deque<Throwable> open, @Nullable Throwable failure) {
        if (failure != null) {
            open.add(failure);
        }
    }

    /** The most telling reply: of the recipient, else of the sender, else of the letter; 0 when it holds none. */
    private static int reply(Throwable failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return failure instanceof SMTPSendFailedException send && send.getNextException() == null
                ? send.getReturnCode()
                : 0;
    }

    private static String cut(@Nullable String text) {
        String whole = text == null ? "" : text.strip();
        return whole.length() <= MAX_TEXT ? whole : whole.substring(0, MAX_TEXT);
    }
}
