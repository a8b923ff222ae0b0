package uk.tocsin.kafka.registry;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body, up to a limit: beyond it the connection is dropped and what came is cut to one byte more than the
 * limit, by which the caller knows. Java's own limiting subscriber is newer than the Java that we compile for.
 */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> kept = BodySubscribers.ofByteArray();
    private long left;
    private @Nullable Subscription subscription;

    /** Keeps {@code limit} bytes, and one more to tell that there were more. */
    LimitedBody(int limit) {
        this.left = limit + 1L;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return kept.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        kept.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            if (left > 0) {
                keep(buffer);
            }
        }
    }

    private void keep(ByteBuffer buffer) {
        if (buffer.remaining() > left) {
            buffer.limit(buffer.position() + (int) left);
        }
        left -= buffer.remaining();
        kept.onNext(List.of(buffer));
        if (left == 0) {
            stop();
        }
    }

    private void stop() {
        kept.onComplete();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        kept.onError(error);
    }

    @Override
    public void onComplete() {
        if (left > 0) {
            kept.onComplete();
        }
    }
}
