package uk.tocsin.kafka;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A task that is run again and again while the application runs, on a thread of its own. A run that fails is told of, and the
 * next one comes all the same: Java's own timers never again run a task that has thrown once.
 */
public final class Repeating implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    private final String name;
    private final Duration every;
    private final Runnable task;
    private volatile @Nullable ThreadPoolTaskScheduler timer;

    /**
     * A task that has not begun.
     *
     * @param name of its thread
     * @param every from the end of one run to the next, and before the first
     */
    public Repeating(String name, Duration every, Runnable task) {
        this.name = name;
        this.every = every;
        this.task = task;
    }

    @Override
    public void start() {
        ThreadPoolTaskScheduler started = new ThreadPoolTaskScheduler();
        started.setThreadNamePrefix(name + "-");
        started.setErrorHandler(failure ->
                LOG.atError().addKeyValue("task", name).setCause(failure).log("A task failed; later again"));
        started.initialize();
        var unused = started.scheduleWithFixedDelay(task, Instant.now().plus(every), every);
        timer = started;
    }

    @Override
    public void stop() {
        ThreadPoolTaskScheduler stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
