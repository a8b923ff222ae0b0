package uk.tocsin.publicfeed.email;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.kafka.sealing.Seal;

/**
 * What links in letters carry: sealed, so that nobody can make one, or read an address in one. Each opens for its purpose only.
 */
final class Links {

    /** More than the longest address and the most choices make. */
    static final int MAX_LENGTH = 6_000;

    private static final String CONFIRM = "confirm";
    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Seal seal;

    Links(Seal seal) {
        this.seal = seal;
    }

    /** The proof of an address, for a link. */
    String confirmation(Request request) {
        return text(seal.seal(JSON.writeValueAsBytes(request), CONFIRM));
    }

    /** The request in a link, or empty when it was not made here, or is over at {@code now}. */
    Optional<Request> request(String text, Instant now) {
        return open(text, CONFIRM).flatMap(Links::read).filter(request -> now.isBefore(request.validUntil()));
    }

    /** The right to end one subscription, for a link. It has no end of its own: a letter may be found years later. */
    String ending(UUID residentId) {
        return text(seal.seal(residentId.toString().getBytes(US_ASCII), UNSUBSCRIBE));
    }

    /** Whose subscription a link ends, or empty when it was not made here. */
    Optional<UUID> resident(String text) {
        return open(text, UNSUBSCRIBE).map(bytes -> UUID.fromString(new String(bytes, US_ASCII)));
    }

    private static Optional<Request> read(byte[] json) {
        try {
            return Optional.of(JSON.readValue(json, Request.class));
        } catch (JacksonException e) {
            // Sealed by a release that wrote it in another way.
            return Optional.empty();
        }
    }

    private Optional<byte[]> open(String text, String purpose) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(seal.open(Base64.getUrlDecoder().decode(text), purpose));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
