package uk.tocsin.publicfeed.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.DigestUtils;

/** A document ready to send: compressed, tagged and dated. */
final class Answer {

    private final Document document;
    private final byte[] gzipped;
    private final String tag;
    private final Instant changedAt;
    private final AtomicReferenceArray<@Nullable SentHeaders> sent = new AtomicReferenceArray<>(SentHeaders.WAYS);

    private Answer(Document document, String tag, Instant changedAt) {
        this.document = document;
        this.gzipped = gzip(document.body());
        this.tag = tag;
        this.changedAt = changedAt;
    }

    static Answer of(Document document, Instant now) {
        return new Answer(document, tagOf(document), now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** This answer when {@code document} says the same, so that its date stays that of the last change; or a new one. */
    Answer or(Document document, Instant now) {
        return tag.equals(tagOf(document)) ? this : of(document, now);
    }

    Document document() {
        return document;
    }

    /** Its body, compressed. */
    byte[] gzipped() {
        return gzipped;
    }

    /** Its body, as it is or compressed. */
    byte[] body(boolean compressed) {
        return compressed ? gzipped : document.body();
    }

    /** An entity tag, weak since it is the same for both forms of the body. */
    String tag() {
        return tag;
    }

    /** When it last changed, UTC, in whole seconds. */
    Instant changedAt() {
        return changedAt;
    }

    /** Headers with which it was sent before, or null when it was not sent in that way. */
    @Nullable
    SentHeaders sent(int way) {
        return sent.get(way);
    }

    /** Remembers the headers with which it was sent. */
    void remember(int way, SentHeaders headers) {
        sent.set(way, headers);
    }

    private static String tagOf(Document document) {
        return "W/\"" + DigestUtils.md5DigestAsHex(document.body()) + "\"";
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
