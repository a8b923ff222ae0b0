package uk.tocsin.publicfeed.email;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Makes the topics of residents let go of what was taken back, and of what former keys sealed, again and again. */
final class Sweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Residents residents;
    private final KeyRenewal keys;
    private final long everyMillis;
    private volatile @Nullable ScheduledExecutorService timer;

    Sweep(Residents residents, KeyRenewal keys, PublicEmailProperties properties) {
        this.residents = residents;
        this.keys = keys;
        this.everyMillis = properties.sweepEvery().toMillis();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Each sweep tells of its own failure.
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tocsin-email-sweep"));
        started.scheduleWithFixedDelay(this::sweep, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
        timer = started;
    }

    private void sweep() {
        try {
            keys.run();
            residents.sweep();
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.toString())
                    .log("The topics of residents could not be swept; later again");
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
