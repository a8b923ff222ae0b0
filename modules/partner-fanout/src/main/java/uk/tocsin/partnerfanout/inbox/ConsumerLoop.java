package uk.tocsin.partnerfanout.inbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that works with one consumer. When the work fails it waits a moment, and begins anew with another consumer. */
public final class ConsumerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** What is done with the consumer, all of it on the thread of the loop. */
    public interface Work {

        /** A consumer was opened. */
        default void begin(Consumer<byte[], byte[]> open) {}

        /** Done over and over. */
        void step(Consumer<byte[], byte[]> open);

        /** The work failed and begins anew: what the consumer held is gone. */
        default void failed() {}

        /** Nothing more is done. */
        default void ended() {}
    }

    private final String name;
    private final Duration patience;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Work work;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    /**
     * A loop that is not yet started.
     *
     * @param name of the thread
     * @param patience how long its end is waited for
     * @param consumers opens the consumer
     */
    public ConsumerLoop(String name, Duration patience, Supplier<Consumer<byte[], byte[]>> consumers, Work work) {
        this.name = name;
        this.patience = patience;
        this.consumers = consumers;
        this.work = work;
    }

    /** Begins; also again, once stopped. */
    public void start() {
        stopping = false;
        Thread working = new Thread(this::run, name);
        working.start();
        thread = working;
    }

    /** Cuts short what the consumer waits for. */
    public void wakeUp() {
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    /** Ends, and waits for that. */
    public void stop() throws InterruptedException {
        stopping = true;
        wakeUp();
        Thread working = thread;
        if (working != null) {
            working.join(patience.toMillis());
        }
    }

    private void run() {
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            try (Consumer<byte[], byte[]> open = consumers.get()) {
                consumer = open;
                work.begin(open);
                while (!stopping && !Thread.currentThread().isInterrupted()) {
                    work.step(open);
                }
            } catch (WakeupException e) {
                LOG.atDebug().addKeyValue("thread", name).log("A consumer was woken");
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("thread", name).setCause(e).log("Inboxes cannot be read; beginning again");
                work.failed();
                pause();
            } finally {
                consumer = null;
            }
        }
        work.ended();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
