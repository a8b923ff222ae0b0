package uk.tocsin.ingress;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes for one council. Requests that come while a transaction is under way wait, and the first of them to get its
 * turn takes the others along into one transaction.
 */
final class CouncilWriter {

    /** What a caller waits for; all fields but the first belong to whoever holds the lock. */
    private static final class Request {
        private final Publication publication;
        private Round.@Nullable Verdict verdict;
        private boolean failed;

        private Request(Publication publication) {
            this.publication = publication;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CouncilWriter.class);
    private static final int TAKEOVERS = 5;

    private final Supplier<CouncilSession> sessions;
    private final IngressProperties limits;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentLinkedQueue<Request> waiting = new ConcurrentLinkedQueue<>();
    private @Nullable CouncilSession session;
    private boolean closed;

    CouncilWriter(Supplier<CouncilSession> sessions, IngressProperties limits, Clock clock) {
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Publishes, or refuses, or with {@code dryRun} only decides.
     *
     * @return the verdict, or null when this writer was closed meanwhile and another must be asked
     * @throws org.springframework.web.ErrorResponseException when the log does not answer in time
     */
    Round.@Nullable Verdict publish(Publication publication) {
        Request request = new Request(publication);
        waiting.add(request);
        if (!locked()) {
            waiting.remove(request);
            throw Refusals.unavailable();
        }
        try {
            while (request.verdict == null && !request.failed && !closed) {
                settle(nextGroup());
            }
            if (request.failed) {
                throw Refusals.unavailable();
            }
            waiting.remove(request);
            return request.verdict;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connections after the transaction under way; the writer serves nobody afterwards. */
    void close() {
        lock.lock();
        try {
            closed = true;
            endSession();
        } finally {
            lock.unlock();
        }
    }

    private boolean locked() {
        try {
            return lock.tryLock(limits.writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<Request> nextGroup() {
        List<Request> group = new ArrayList<>();
        while (group.size() < limits.maxGroup()) {
            Request next = waiting.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    /** Afterwards every request of the group has its verdict or has failed, whatever happens. */
    private void settle(List<Request> group) {
        boolean settled = false;
        try {
            for (int attempt = 1; attempt <= TAKEOVERS && !settled; attempt++) {
                settled = attempt(group, attempt);
            }
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("publisher", group.get(0).publication.publisher())
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("Publishing failed");
        } finally {
            if (!settled) {
                endSession();
                group.forEach(request -> request.failed = true);
            }
        }
    }

    private boolean attempt(List<Request> group, int attempt) {
        try {
            commit(group);
            return true;
        } catch (RuntimeException e) {
            if (!isFenced(e)) {
                throw e;
            }
            endSession();
            LOG.atInfo()
                    .addKeyValue("publisher", group.get(0).publication.publisher())
                    .addKeyValue("attempt", attempt)
                    .log("Another instance has written for this council; taking over from it");
            return false;
        }
    }

    private void commit(List<Request> group) {
        CouncilSession current = currentSession();
        Round round = new Round(current, current, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        List<Round.Verdict> verdicts = new ArrayList<>();
        for (Request request : group) {
            verdicts.add(round.decide(request.publication));
        }
        Map<UUID, Position> written = round.fresh().isEmpty() ? Map.of() : current.write(round.fresh());
        for (int i = 0; i < group.size(); i++) {
            group.get(i).verdict = verdicts.get(i).placed(written);
        }
    }

    private CouncilSession currentSession() {
        CouncilSession current = session;
        if (current != null) {
            current.catchUp();
            return current;
        }
        current = sessions.get();
        session = current;
        current.takeOver();
        return current;
    }

    private void endSession() {
        CouncilSession ended = session;
        session = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** Kafka tells of it by the exception itself, or as the cause of a later refusal. */
    private static boolean isFenced(@Nullable Throwable e) {
        return e instanceof ProducerFencedException
                || e instanceof InvalidProducerEpochException
                || (e != null && isFenced(e.getCause()));
    }
}
