package uk.tocsin.hub.http;

import org.springframework.http.HttpStatusCode;

/** What problems say that have no words of their own. */
final class ProblemWords {

    static final String DENIED =
            "Your token does not allow this (expected: a role that may do it, in the token and given to its member in the directory).";
    static final String NO_TOKEN = "There is no token (expected: the header Authorization: Bearer <token>).";
    static final String PARAMETERS =
            "The parameters of the address cannot be read (expected: name=value, a percent sign written %25).";
    static final String NOTHING_HERE = "There is nothing at this address.";
    static final String BODY = "The body cannot be read: it is no JSON of the form that is expected here.";
    static final String ADDRESS =
            "The request cannot be read (expected: a plain address, without //, /../, ; or hidden characters).";
    static final String UNFORESEEN =
            "Something went wrong here. Nothing was published unless you were told so; ask again"
                    + " with the same event id.";

    private ProblemWords() {}

    /** What is said of parameters or a form that the server could not read. */
    static String ofUnreadable(HttpStatusCode status) {
        return status.value() == 400 ? PARAMETERS : of(status);
    }

    /** What is said of a failure of which no more is known than its status. */
    static String of(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> ADDRESS;
            case 401 -> NO_TOKEN;
            case 403 -> "This is not for you.";
            case 404 -> NOTHING_HERE;
            case 413 -> "The request is too large.";
            case 414 -> "The address is too long.";
            case 415 -> "A body that is compressed is not read (expected: no header Content-Encoding).";
            case 431 -> "The headers are too large.";
            case 503 -> "The hub cannot answer at the moment. Try again shortly.";
            default -> status.is5xxServerError() ? UNFORESEEN : "The request cannot be answered.";
        };
    }
}
