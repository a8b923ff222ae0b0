package uk.tocsin.mail;

/** What came of one attempt to hand over a letter. */
public sealed interface MailReply {

    /**
     * The server answered.
     *
     * @param code as SMTP has it, from 200 to 599
     * @param text what it said, at most 1 KiB; it may hold the address
     * @param ofRecipient whether it speaks of the recipient alone, so that others may still be taken
     */
    record Replied(int code, String text, boolean ofRecipient) implements MailReply {

        /** Whether the letter was taken. */
        public boolean isTaken() {
            return code >= 200 && code <= 299;
        }
    }

    /**
     * The server did not answer, or there is none.
     *
     * @param detail in one line; it may hold the address
     */
    record None(String detail) implements MailReply {}
}
