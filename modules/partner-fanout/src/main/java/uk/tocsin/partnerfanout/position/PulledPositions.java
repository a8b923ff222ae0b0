package uk.tocsin.partnerfanout.position;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * What members have taken over HTTP, by their own word: who asks for what stands behind a place has had what it was given up to
 * there. It is kept as the position of a group a member, which nobody joins, with what is taken beyond it beside, and only ever
 * grows. Of what is noted the latest seconds are lost with the process; whoever reads on says it again.
 */
public final class PulledPositions implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PulledPositions.class);

    private static final long LAST_SECONDS = 5;

    /** Where positions are kept. It waits for the broker. */
    interface Store {

        /** What is kept of these members; those of whom nothing is kept are left out. */
        Map<String, DeliveryProgress> read(Set<String> memberIds)
                throws ExecutionException, InterruptedException, TimeoutException;

        void write(Map<String, DeliveryProgress> positions)
                throws ExecutionException, InterruptedException, TimeoutException;
    }

    private final Store store;
    private final Map<String, DeliveryProgress> noted = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tocsin-pulled"));

    PulledPositions(Store store, Duration every) {
        this.store = store;
        var unused =
                thread.scheduleWithFixedDelay(this::keep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The group whose committed offset is the position of what a member has taken over HTTP. */
    public static String group(String memberId) {
        return "tocsin-inbox-" + memberId;
    }

    /** A member says that it has taken everything in its inbox from {@code from} up to {@code to}. It waits for nothing. */
    public void note(String memberId, long from, long to) {
        noted.compute(memberId, (id, before) -> with(before, from, to));
    }

    private static DeliveryProgress with(@Nullable DeliveryProgress before, long from, long to) {
        DeliveryProgress progress = before == null ? new DeliveryProgress(0) : before;
        progress.finished(from, to);
        return progress;
    }

    /** Keeps what was noted since the last time; what cannot be kept now is kept the next time. */
    void keep() {
        Map<String, DeliveryProgress> due = new HashMap<>();
        for (String memberId : Set.copyOf(noted.keySet())) {
            DeliveryProgress progress = noted.remove(memberId);
            if (progress != null) {
                due.put(memberId, progress);
            }
        }
        if (due.isEmpty()) {
            return;
        }
        try {
            store.write(further(due));
        } catch (InterruptedException e) {
            noteAgain(due);
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.toString())
                    .log("What members have taken over HTTP cannot be kept; trying again");
            noteAgain(due);
        }
    }

    private void noteAgain(Map<String, DeliveryProgress> due) {
        due.forEach((memberId, progress) -> noted.merge(memberId, progress, PulledPositions::both));
    }

    /** What is to be written: where something is new, all that is kept with it. */
    private Map<String, DeliveryProgress> further(Map<String, DeliveryProgress> due)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, DeliveryProgress> kept = store.read(due.keySet());
        Map<String, DeliveryProgress> further = new HashMap<>();
        due.forEach((memberId, progress) -> {
            DeliveryProgress before = kept.get(memberId);
            if (before == null) {
                further.put(memberId, progress);
                return;
            }
            long position = before.position();
            String note = before.note();
            DeliveryProgress all = both(before, progress);
            if (all.position() != position || !all.note().equals(note)) {
                further.put(memberId, all);
            }
        });
        return further;
    }

    private static DeliveryProgress both(DeliveryProgress one, DeliveryProgress other) {
        one.add(other);
        return one;
    }

    @Override
    public void destroy() throws InterruptedException {
        thread.shutdownNow();
        if (thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
            keep();
        }
    }
}
