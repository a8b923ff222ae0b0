package uk.tocsin.ingress;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context: the caller's where it sends one, a new one where it does not. */
final class Traces {

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Traces() {}

    /** Continues {@code traceparent}, or begins a trace named after {@code id} when it is absent or malformed. */
    static String of(@Nullable String traceparent, UUID id) {
        if (traceparent != null && TRACEPARENT.matcher(traceparent).matches()) {
            return traceparent;
        }
        String hex = id.toString().replace("-", "");
        return "00-" + hex + "-" + hex.substring(0, 16) + "-01";
    }
}
