package uk.tocsin.ingress;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.DirectoryIds;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicProvisioner;

/** Enters members and circles, and answers only when this process sees them itself. */
final class DirectoryWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWriter.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final KafkaTemplate<String, byte[]> template;
    private final RecordFactory records;
    private final TopicProvisioner topics;
    private final Supplier<Directory> directories;
    private final IngressProperties limits;
    private final Clock clock;

    DirectoryWriter(
            KafkaTemplate<String, byte[]> template,
            RecordFactory records,
            TopicProvisioner topics,
            Supplier<Directory> directories,
            IngressProperties limits,
            Clock clock) {
        this.template = template;
        this.records = records;
        this.topics = topics;
        this.directories = directories;
        this.limits = limits;
        this.clock = clock;
    }

    /** Enters a member, whose topics are there before anybody can send to them. */
    void enter(Member member, String recordedBy) {
        provision(member.getMemberId());
        write(
                entry(DirectoryIds.member(member.getMemberId()), recordedBy)
                        .setMember(member)
                        .build(),
                directory -> directory.members().contains(member));
        LOG.atInfo().addKeyValue("member", member.getMemberId()).log("A member was entered into the directory");
    }

    /** Enters a circle. */
    void enter(Circle circle, String recordedBy) {
        write(
                entry(DirectoryIds.circle(circle.getCircleId()), recordedBy)
                        .setCircle(circle)
                        .build(),
                directory -> directory.circles().contains(circle));
    }

    private void provision(String memberId) {
        try {
            topics.provisionMember(memberId);
        } catch (KafkaException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    private void write(DirectoryEntry entry, Predicate<Directory> seen) {
        try {
            template.send(records.record(Topics.DIRECTORY, entry.getEntryId(), entry, List.of()))
                    .get(limits.writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(e);
        }
        awaitSeen(seen);
    }

    /** Whoever enters a member and then a circle that holds it must not be told that the member is unknown. */
    private void awaitSeen(Predicate<Directory> seen) {
        long deadline = System.nanoTime() + limits.writeTimeout().toNanos();
        while (!seen.test(directories.get())) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw Refusals.unavailable();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private DirectoryEntry.Builder entry(String id, String recordedBy) {
        return DirectoryEntry.newBuilder()
                .setEntryId(id)
                .setRecordedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setRecordedBy(recordedBy);
    }

    private static RuntimeException unavailable(Exception e) {
        LOG.atError()
                .setCause(e)
                .addKeyValue("error", e.getClass().getSimpleName())
                .log("The directory cannot be written");
        return Refusals.unavailable();
    }
}
