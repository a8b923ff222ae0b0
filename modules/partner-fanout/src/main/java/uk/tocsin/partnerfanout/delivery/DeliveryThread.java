package uk.tocsin.partnerfanout.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.partnerfanout.line.DeliveryTimer;

/** The thread on which deliveries are decided, by the clock on the wall. */
final class DeliveryThread implements DeliveryTimer {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tocsin-deliveries"));

    DeliveryThread(Clock clock) {
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(logged(task));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("An answer came after deliveries had ended");
        }
    }

    @Override
    public void after(Duration wait, Runnable task) {
        try {
            var unused = thread.schedule(logged(task), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("Deliveries have ended");
        }
    }

    /** Runs {@code task} on the thread and waits for what it gives. */
    <T> T ask(Callable<T> task, Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        return thread.submit(task).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A mistake of ours in one delivery must not end the others. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("A step of a delivery failed");
            }
        };
    }

    void stop() {
        thread.shutdown();
    }
}
