package uk.tocsin.publicfeed.email;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.SubjectType;

/**
 * The notices of one partition on their way to residents: one after the other, so that those of one subject arrive in their order.
 * Where it stands is a position as Kafka keeps it: the offset of the notice that is being sent, and, as its metadata, the last
 * resident who is done with.
 */
final class PartitionMail {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionMail.class);

    private final History history;
    private final ResidentFold residents;
    private final PublicEmailProperties properties;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private @Nullable Mailing mailing;
    private @Nullable UUID cursor;
    private Instant notBefore = Instant.EPOCH;
    private int failures;

    /** A notice, or nothing where a record cannot be read; and when it was published. */
    record Entry(long offset, Optional<PublicNotice> notice, Instant publishedAt) {}

    /**
     * The mail of a partition.
     *
     * @param metadata of the position at which it begins; empty for the beginning of a notice
     */
    PartitionMail(History history, ResidentFold residents, PublicEmailProperties properties, String metadata) {
        this.history = history;
        this.residents = residents;
        this.properties = properties;
        this.cursor = metadata.isEmpty() ? null : UUID.fromString(metadata);
    }

    void add(Entry entry) {
        waiting.add(entry);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** When there is something to do: now, or after a wait that a failure began. */
    Instant notBefore() {
        return notBefore;
    }

    /**
     * Passes over what concerns nobody and sends one batch, when its time has come.
     *
     * @param sender sends a notice to each of a batch, and says what came of each, in the same order
     * @return the position to commit, or empty when it stays
     */
    Optional<OffsetAndMetadata> step(BiFunction<Mailing, List<Mailing.Open>, List<Fate>> sender, Instant now) {
        Optional<OffsetAndMetadata> moved = Optional.empty();
        while (!waiting.isEmpty() && !now.isBefore(notBefore)) {
            Entry head = waiting.element();
            Mailing current = mailing == null ? begin(head) : mailing;
            mailing = current;
            if (current == null || isTooOld(current, now)) {
                moved = Optional.of(finish(head));
                continue;
            }
            List<Mailing.Open> batch = current.batch(residents, properties.batch());
            if (!batch.isEmpty()) {
                List<Fate> fates = sender.apply(current, batch);
                current.took(fates, properties.attempts());
                pace(fates, now);
                Optional<OffsetAndMetadata> passed = moved;
                return after(current, head).or(() -> passed);
            }
            moved = Optional.of(finish(head));
        }
        return moved;
    }

    /** The position behind a batch; empty while some of it is left. */
    private Optional<OffsetAndMetadata> after(Mailing current, Entry head) {
        if (current.isFinished()) {
            return Optional.of(finish(head));
        }
        UUID done = current.done();
        return current.isBatchDone() && done != null
                ? Optional.of(new OffsetAndMetadata(head.offset(), done.toString()))
                : Optional.empty();
    }

    private @Nullable Mailing begin(Entry head) {
        PublicNotice notice = head.notice().orElse(null);
        if (notice == null || notice.getSubjectType() == SubjectType.UNKNOWN) {
            return null;
        }
        Said said = Said.of(notice, head.publishedAt());
        history.add(Said.subject(notice), said);
        return new Mailing(notice, said, history.of(notice), cursor);
    }

    private boolean isTooOld(Mailing current, Instant now) {
        boolean tooOld = current.isOlderThan(now.minus(properties.maxAge()));
        if (tooOld && !current.batch(residents, 1).isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("eventId", current.notice().getEventId())
                    .log("A notice is too old to be sent to residents; some were not told");
        }
        return tooOld;
    }

    private OffsetAndMetadata finish(Entry head) {
        waiting.remove();
        mailing = null;
        cursor = null;
        return new OffsetAndMetadata(head.offset() + 1);
    }

    /** After a failure longer and longer; otherwise no faster than so many in a second. */
    private void pace(List<Fate> fates, Instant now) {
        if (fates.contains(Fate.AWAY) || fates.contains(Fate.LATER)) {
            failures++;
            if (fates.contains(Fate.AWAY)) {
                LOG.atWarn()
                        .addKeyValue("failures", failures)
                        .log("The mail server does not take letters; trying again");
            }
            notBefore = now.plus(wait(failures));
        } else {
            failures = 0;
            notBefore = now.plusMillis(1_000L * fates.size() / properties.lettersPerSecond());
        }
    }

    private Duration wait(int failures) {
        long millis = properties.retryWait().toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis(Math.min(millis, properties.maxRetryWait().toMillis()));
    }
}
