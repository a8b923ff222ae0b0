package uk.tocsin.publicfeed.email;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import uk.tocsin.mail.Letter;
import uk.tocsin.mail.MailReply;
import uk.tocsin.mail.MailServer;

/**
 * Sends the letters that ask for the proof of an address, behind the answer to whoever asked: the answer takes as long for an
 * address that is subscribed as for any other. They wait in memory; a process that ends loses those that wait, and the resident
 * asks again.
 */
final class Confirmations implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);

    private final MailServer server;
    private final Letters letters;
    private final PublicEmailProperties properties;
    private final ThreadPoolExecutor threads;

    Confirmations(MailServer server, Letters letters, PublicEmailProperties properties) {
        this.server = server;
        this.letters = letters;
        this.properties = properties;
        this.threads = new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(properties.maxWaiting()),
                task -> new Thread(task, "tocsin-email-confirm"));
    }

    /** Takes a request on, unless too many wait already. */
    boolean accept(Request request) {
        try {
            threads.execute(() -> send(letters.confirmation(request)));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void send(Letter letter) {
        for (int attempt = 1; attempt <= properties.attempts(); attempt++) {
            MailReply reply = server.send(letter);
            if (reply instanceof MailReply.Replied replied && (replied.isTaken() || replied.code() >= 500)) {
                if (!replied.isTaken()) {
                    LOG.atInfo().addKeyValue("reply", replied.code()).log("A letter of confirmation was refused");
                }
                return;
            }
            if (attempt < properties.attempts() && !pause()) {
                return;
            }
        }
        LOG.atWarn().log("A letter of confirmation was given up; the mail server does not take it");
    }

    private boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(properties.retryWait().toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
