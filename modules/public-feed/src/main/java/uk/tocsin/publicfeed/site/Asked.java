package uk.tocsin.publicfeed.site;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of which answer it wants, and how.
 *
 * @param isPlain whether it asks for a path and for nothing else, as everybody does
 * @param path the path as it came
 * @param way the way in which the answer is to be sent, from 0: see {@link SentHeaders}
 * @param known the entity tags that the asker has, as it says so, or null
 */
record Asked(
        boolean isPlain, String path, int way, @Nullable String known) {

    /** What an asker says who has some copy, and does not care which. */
    static final String ANY = "*";

    /**
     * A path that has to be decoded may be another one's name; what has a query, a date or credentials is for others to
     * read, and so is what a proxy says of the way on which a request came, unless the server has heard it.
     */
    static Asked of(Request request) {
        String path = request.getHttpURI().getPath();
        boolean isPlain = HttpMethod.GET.is(request.getMethod())
                && path != null
                && path.indexOf('%') < 0
                && path.indexOf(';') < 0
                && request.getHttpURI().getQuery() == null;
        boolean isSecure = request.isSecure();
        String accepted = null;
        String known = null;
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() == null) {
                continue;
            }
            switch (field.getHeader()) {
                case ACCEPT_ENCODING ->
                    accepted = accepted == null ? field.getValue() : accepted + "," + field.getValue();
                case IF_NONE_MATCH -> known = known == null ? field.getValue() : known + "," + field.getValue();
                case IF_MODIFIED_SINCE, AUTHORIZATION -> isPlain = false;
                case X_FORWARDED_PROTO -> isPlain &= isSecure || !"https".equals(field.getValue());
                default -> {
                    // Says nothing of which answer is wanted.
                }
            }
        }
        return new Asked(isPlain, path == null ? "" : path, SentHeaders.way(accepted, isSecure), known);
    }

    /** Whether the asker has what {@code tag} is the entity tag of; {@code *} is anything that there is (RFC 9110, 13.1.2). */
    boolean knows(String tag) {
        return tag.equals(known) || ANY.equals(known);
    }
}
