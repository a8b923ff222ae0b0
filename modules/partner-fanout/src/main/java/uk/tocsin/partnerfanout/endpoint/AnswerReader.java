package uk.tocsin.partnerfanout.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to a limit, and keeps how it begins. */
final class AnswerReader extends AbstractBinResponseConsumer<Answer.Status> {

    /** How much of an answer is kept, bytes. */
    static final int KEPT_BYTES = 1_024;

    /** The answer goes on beyond the limit; what has been read of it is enough. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Answer.Status answer;

        TooLongException(Answer.Status answer) {
            super("the answer is too long");
            this.answer = answer;
        }

        Answer.Status answer() {
            return answer;
        }
    }

    private final long maxBytes;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long read;
    private int status;
    private @Nullable String retryAfter;

    AnswerReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    protected void start(HttpResponse response, @Nullable ContentType contentType) {
        status = response.getCode();
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        retryAfter = header == null ? null : header.getValue();
    }

    @Override
    protected int capacityIncrement() {
        return KEPT_BYTES;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
        read += source.remaining();
        byte[] bytes = new byte[Math.min(source.remaining(), KEPT_BYTES - kept.size())];
        source.get(bytes);
        kept.write(bytes);
        source.position(source.limit());
        if (read > maxBytes) {
            throw new TooLongException(buildResult());
        }
    }

    @Override
    protected Answer.Status buildResult() {
        return new Answer.Status(status, retryAfter, kept.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void releaseResources() {
        // It holds nothing but memory.
    }
}
