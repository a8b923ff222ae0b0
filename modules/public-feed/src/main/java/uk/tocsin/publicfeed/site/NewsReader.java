package uk.tocsin.publicfeed.site;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One reader of news. It is only ever written to when it takes the bytes at once, so that no thread waits for it; what it
 * does not take is kept up to a limit, and then it is let go. It comes back by itself, and its page shows all there is.
 */
final class NewsReader implements WriteListener, AsyncListener {

    private static final int MOST_WAITING = 64;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Consumer<NewsReader> gone;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean isUnflushed;
    private boolean ended;

    /**
     * A reader whose answer has been begun.
     *
     * @param gone told when it has gone, at least once
     */
    NewsReader(AsyncContext context, Consumer<NewsReader> gone) throws IOException {
        this.context = context;
        this.gone = gone;
        this.out = context.getResponse().getOutputStream();
        context.setTimeout(0);
        context.addListener(this);
    }

    /** Writes from now on. */
    void open() {
        out.setWriteListener(this);
    }

    /** Writes {@code event} as soon as the reader takes it; never waits. */
    synchronized void tell(byte[] event) {
        if (ended) {
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            end();
            return;
        }
        waiting.add(event);
        drain();
    }

    @Override
    public synchronized void onWritePossible() {
        drain();
    }

    /** The stream may be asked whether it is ready only by one thread at a time, and written to only when it is. */
    private void drain() {
        try {
            while (!ended && (isUnflushed || !waiting.isEmpty()) && out.isReady()) {
                if (waiting.isEmpty()) {
                    isUnflushed = false;
                    out.flush();
                } else {
                    isUnflushed = true;
                    out.write(waiting.remove());
                }
            }
        } catch (IOException | IllegalStateException e) {
            end();
        }
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            waiting.clear();
            gone.accept(this);
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // The container has completed it already.
            }
        }
    }

    @Override
    public void onError(Throwable problem) {
        end();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        ended = true;
        gone.accept(this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is never started again.
    }
}
