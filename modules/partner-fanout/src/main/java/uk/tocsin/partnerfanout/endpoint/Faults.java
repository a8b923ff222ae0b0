package uk.tocsin.partnerfanout.endpoint;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an attempt that failed on the way counts as. */
final class Faults {

    private Faults() {}

    /**
     * Says why there is no answer, or gives the beginning of one that was too long.
     *
     * @param total how long the attempt was allowed to take, for whoever owns the endpoint
     */
    static Answer of(@Nullable Throwable failure, Duration total) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AnswerReader.TooLongException tooLong) {
            return tooLong.answer();
        }
        if (cause instanceof AddressBook.AddressRefusedException) {
            return new Answer.None(Answer.Fault.ADDRESS_REFUSED, "the host has no address that may be called");
        }
        if (cause instanceof UnknownHostException) {
            return new Answer.None(Answer.Fault.UNKNOWN_HOST, "there is no such host");
        }
        if (cause instanceof SSLException) {
            return new Answer.None(Answer.Fault.TLS, "no trusted encryption: " + cause.getMessage());
        }
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return new Answer.None(Answer.Fault.TIMEOUT, "no whole answer in " + total);
        }
        return new Answer.None(Answer.Fault.NETWORK, "no answer: " + (cause == null ? "unknown" : cause.getMessage()));
    }
}
