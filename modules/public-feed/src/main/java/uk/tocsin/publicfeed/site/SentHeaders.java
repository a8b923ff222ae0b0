package uk.tocsin.publicfeed.site;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was sent: its body, and its headers as all that had a hand in it left them. These depend on two things
 * that a request can say. Everything is kept as the network takes it, so that sending it again writes nothing anew.
 */
final class SentHeaders {

    /** How many ways there are to send one answer: compressed or not, over an encrypted connection or not. */
    static final int WAYS = 4;

    /** Among the encodings that an asker names, and not with a weight of nought, which refuses it (RFC 9110, 12.5.3). */
    private static final Pattern GZIP = Pattern.compile(
            "(?:^|,)[ \\t]*gzip[ \\t]*(?:;[ \\t]*q=(?!0(?:\\.0*)?[ \\t]*(?:,|$))[0-9.]+[ \\t]*)?(?:,|$)",
            Pattern.CASE_INSENSITIVE);

    private static final int COMPRESSED = 1;
    private static final int ENCRYPTED = 2;

    /** Of one sending, not of the answer: the server makes them anew. */
    private static final Set<HttpHeader> OF_A_SENDING = EnumSet.of(
            HttpHeader.DATE,
            HttpHeader.CONTENT_LENGTH,
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.CONNECTION,
            HttpHeader.KEEP_ALIVE);

    private static final Set<HttpHeader> OF_A_BODY =
            EnumSet.of(HttpHeader.CONTENT_TYPE, HttpHeader.CONTENT_ENCODING, HttpHeader.CONTENT_LANGUAGE);

    private final List<HttpField> whole;
    private final List<HttpField> withoutBody;
    private final HttpField length;
    private final ByteBuffer body;

    private SentHeaders(List<HttpField> whole, byte[] body) {
        this.whole = whole;
        this.withoutBody = whole.stream()
                .filter(field -> field.getHeader() == null || !OF_A_BODY.contains(field.getHeader()))
                .toList();
        this.length = new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, body.length);
        this.body = ByteBuffer.allocateDirect(body.length).put(body).flip().asReadOnlyBuffer();
    }

    /** The way in which a request wants its answer, from 0. */
    static int way(@Nullable String acceptedEncodings, boolean isSecure) {
        return (acceptsGzip(acceptedEncodings) ? COMPRESSED : 0) | (isSecure ? ENCRYPTED : 0);
    }

    static boolean isCompressed(int way) {
        return (way & COMPRESSED) != 0;
    }

    static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && GZIP.matcher(accepted).find();
    }

    /** Those of an answer that was just sent, with its body. */
    static SentHeaders of(HttpFields sent, byte[] body) {
        List<HttpField> whole = sent.stream()
                .filter(field -> field.getHeader() == null || !OF_A_SENDING.contains(field.getHeader()))
                .<HttpField>map(field -> new PreEncodedHttpField(field.getHeader(), field.getName(), field.getValue()))
                .toList();
        return new SentHeaders(whole, body);
    }

    /** Gives another answer the same headers; of one without a body, those that say something of a body are left out. */
    void addTo(HttpFields.Mutable headers, boolean hasBody) {
        for (HttpField field : hasBody ? whole : withoutBody) {
            headers.add(field);
        }
        if (hasBody) {
            headers.add(length);
        }
    }

    /** The body from its beginning, outside of the heap, where the network takes it from without a copy. */
    ByteBuffer body() {
        return body.slice();
    }
}
