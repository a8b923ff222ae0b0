package uk.tocsin.kafka.registry;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The registry did not do what it was asked.
 *
 * <p>It says nothing against a record that was being written or read at the time: a record whose own bytes are to blame
 * is told apart by a {@link org.apache.kafka.common.errors.SerializationException}. Whoever catches this from a
 * deserializer must hold the record back and come again, never put it away as a dead letter; Kafka's consumer wraps it,
 * so look for it with {@link #in(Throwable)}.
 */
public final class RegistryException extends KafkaException {

    /** Confluent's code: no such subject. */
    public static final int SUBJECT_NOT_FOUND = 40401;
    /** Confluent's code: the subject has no such version. */
    public static final int VERSION_NOT_FOUND = 40402;
    /** Confluent's code: no schema with this id, or none with this text under the subject. */
    public static final int SCHEMA_NOT_FOUND = 40403;
    /** Confluent's code: the schema would break the subject's compatibility level. */
    public static final int INCOMPATIBLE = 409;
    /** Confluent's code: the text is no valid schema. */
    public static final int INVALID_SCHEMA = 42201;
    /** Our code: the registry answered with something that no contract can be, such as too much or another format. */
    public static final int UNUSABLE_SCHEMA = 1;

    private static final long serialVersionUID = 1L;

    private final @Nullable String subject;
    private final int status;
    private final int errorCode;

    RegistryException(String what, @Nullable String subject, String cause) {
        this(what, subject, 0, 0, cause, null);
    }

    RegistryException(String what, @Nullable String subject, String cause, Throwable error) {
        this(what, subject, 0, 0, cause, error);
    }

    RegistryException(String what, @Nullable String subject, int status, int errorCode, String cause) {
        this(what, subject, status, errorCode, cause, null);
    }

    private RegistryException(
            String what, @Nullable String subject, int status, int errorCode, String cause, @Nullable Throwable error) {
        super(message(what, subject, status, errorCode, cause), error);
        this.subject = subject;
        this.status = status;
        this.errorCode = errorCode;
    }

    private static String message(String what, @Nullable String subject, int status, int errorCode, String cause) {
        var told = status == 0 ? "no answer" : "HTTP " + status + (errorCode == 0 ? "" : ", error " + errorCode);
        return what + (subject == null ? "" : " " + subject) + ": " + cause + " (" + told + ")";
    }

    /** The subject that was asked about, or null where the question was about an id or about the whole registry. */
    public @Nullable String subject() {
        return subject;
    }

    /** The HTTP status of the answer; 0 if there was none. */
    public int status() {
        return status;
    }

    /** The registry's own code for what went wrong, as the constants above; 0 if it told none. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether the same request may well succeed later: no answer, a server's fault, or too many requests. */
    public boolean retriable() {
        return errorCode != UNUSABLE_SCHEMA && (status == 0 || isTransient(status));
    }

    /**
     * The registry's refusal behind an exception.
     *
     * @param error what a consumer or a producer threw
     * @return the first exception of this type among the error and its causes, or null if the registry had no part in it
     */
    public static @Nullable RegistryException in(@Nullable Throwable error) {
        var depth = 0;
        for (var at = error; at != null && depth < 32; at = at.getCause(), depth++) {
            if (at instanceof RegistryException found) {
                return found;
            }
        }
        return null;
    }

    static boolean isTransient(int status) {
        return status >= 500 || status == 429 || status == 408;
    }
}
