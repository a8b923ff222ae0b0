package uk.tocsin.partnerfanout.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Which addresses a webhook may be sent to. */
final class Endpoint {

    private static final int MAX_CHARS = 2_048;

    private Endpoint() {}

    /** What is wrong with {@code endpoint}, in words for the member, or empty when it may be used. */
    static Optional<String> problem(String endpoint, boolean allowPlainHttp) {
        if (endpoint.length() > MAX_CHARS) {
            return Optional.of(endpoint.length() + " characters (expected: at most " + MAX_CHARS + ")");
        }
        try {
            var uri = new URI(endpoint);
            boolean scheme = "https".equalsIgnoreCase(uri.getScheme())
                    || (allowPlainHttp && "http".equalsIgnoreCase(uri.getScheme()));
            boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return scheme && plain && uri.getHost() != null ? Optional.empty() : Optional.of(expected(allowPlainHttp));
        } catch (URISyntaxException e) {
            return Optional.of(expected(allowPlainHttp));
        }
    }

    private static String expected(boolean allowPlainHttp) {
        return "not usable (expected: an " + (allowPlainHttp ? "http:// or https://" : "https://")
                + " address with a host, without user name or fragment)";
    }
}
