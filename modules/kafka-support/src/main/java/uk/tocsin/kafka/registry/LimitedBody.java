package uk.tocsin.kafka.registry;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body, up to a limit: beyond it the connection is dropped and what came is cut to one byte more than the
 * limit, by which the caller knows. A body that is not whole in time fails. Java's own limiting subscriber is newer than
 * the Java that we compile for, and its time-out of a request ends with the headers.
 */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> kept = BodySubscribers.ofByteArray();
    private final Duration time;
    private long left;
    private volatile @Nullable Subscription subscription;

    /** Keeps {@code limit} bytes, and one more to tell that there were more, for as long as {@code time}. */
    LimitedBody(int limit, Duration time) {
        this.left = limit + 1L;
        this.time = time;
    }

    /** Reading stops when the body has ended in any way; what is returned is what whoever waits is told. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public CompletionStage<byte[]> getBody() {
        var whole = kept.getBody()
                .toCompletableFuture()
                .copy()
                .orTimeout(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(
                        error instanceof TimeoutException
                                ? new HttpTimeoutException("the body was not whole in time")
                                : error));
        whole.whenComplete((body, error) -> stopReading());
        return whole;
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
        stopReading();
    }

    private void stopReading() {
        var reading = subscription;
        if (reading != null) {
            reading.cancel();
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
