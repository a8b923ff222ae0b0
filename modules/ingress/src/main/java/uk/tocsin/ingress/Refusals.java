package uk.tocsin.ingress;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Every way in which ingress says no, as problem+json (RFC 9457). */
final class Refusals {

    private Refusals() {}

    /** The body is no JSON of the expected shape. */
    static ErrorResponseException unreadable(List<FieldError> errors) {
        return refusal(HttpStatus.BAD_REQUEST, "unreadable", "The body cannot be read.", errors);
    }

    static ErrorResponseException tooLarge(long max) {
        return refusal(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The body is too large (expected: at most " + max + " bytes).",
                List.of());
    }

    static ErrorResponseException invalid(List<FieldError> errors) {
        return refusal(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid-fields", "Nothing was published: see errors.", errors);
    }

    /**
     * What was found valid cannot be a record all the same.
     *
     * @param path the event to blame, empty for the only one
     */
    static ErrorResponseException unwritable(String path) {
        return refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unwritable",
                "Nothing was published: an event cannot be written to the log as it is. Sending it again does not help.",
                List.of(new FieldError(path, "cannot be written as a record")));
    }

    /** @param currentRevision the latest revision of the subject, 0 when nothing has been said of it */
    static ErrorResponseException conflict(String field, String message, int currentRevision) {
        ErrorResponseException refusal = refusal(
                HttpStatus.CONFLICT,
                "conflict",
                "Nothing was published: it contradicts what has been said.",
                List.of(new FieldError(field, message)));
        refusal.getBody().setProperty("currentRevision", currentRevision);
        return refusal;
    }

    /** The directory does not let this member publish. */
    static ErrorResponseException noPublisher(String memberId) {
        return refusal(
                HttpStatus.FORBIDDEN,
                "no-publisher",
                "The directory does not list " + memberId + " as an active member that may publish.",
                List.of());
    }

    /** The log did not answer as it should; whether anything was written is settled by sending again. */
    static ErrorResponseException unavailable() {
        ErrorResponseException refusal = refusal(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The event log does not answer in time. Send again with the same event id: it is published once.",
                List.of());
        refusal.getHeaders().set("Retry-After", "2");
        return refusal;
    }

    private static ErrorResponseException refusal(
            HttpStatus status, String type, String detail, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:tocsin:problem:" + type));
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return new ErrorResponseException(status, problem, null);
    }
}
