package uk.tocsin.partnerfanout.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.AfterPause;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;
import uk.tocsin.partnerfanout.line.Journey;
import uk.tocsin.partnerfanout.line.Overtaken;
import uk.tocsin.partnerfanout.line.SimulatedTime;

/** What is sent of a backlog to whoever wants only the latest after a pause. */
class OvertakenTest {

    private static final TopicPartition INBOX = new TopicPartition("tocsin.partner.dover.inbox", 0);
    private static final Instant RESUMED = Instant.parse("2024-01-19T12:00:00Z");

    private final List<InboxRecord> inbox = new ArrayList<>();

    @Test
    void ofEachIncidentTheLatestIsSent() {
        alert("canterbury.a", 1, EventKind.DECLARED);
        alert("canterbury.a", 2, EventKind.UPDATED);
        alert("canterbury.b", 1, EventKind.DECLARED);
        alert("canterbury.a", 3, EventKind.UPDATED);

        assertThat(sent(overtaken(10))).containsExactly(2L, 3L);
        assertThat(overtaken(10).reason(inbox.get(0)))
                .hasValue("its owner wants only the latest after a pause, and a later one had come");
    }

    @Test
    void withdrawalsAndResponsesAreNeverPassedOver() {
        alert("canterbury.a", 1, EventKind.DECLARED);
        alert("canterbury.a", 1, EventKind.WITHDRAWN);
        add("canterbury.a", Journey.response("a", 1), RESUMED.minusSeconds(1));
        alert("canterbury.a", 3, EventKind.UPDATED);

        assertThat(sent(overtaken(10))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatCameInAfterwardsOvertakesNothing() {
        alert("canterbury.a", 1, EventKind.DECLARED);
        alert("canterbury.a", 2, EventKind.UPDATED);
        add("canterbury.a", alertOf("canterbury.a", 3, EventKind.UPDATED), RESUMED);
        add("canterbury.a", alertOf("canterbury.a", 4, EventKind.UPDATED), RESUMED.plusSeconds(1));

        assertThat(sent(overtaken(10))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatTheSubscriptionDoesNotAskForOvertakesNothing() {
        alert("canterbury.a", 1, EventKind.DECLARED);
        alert("canterbury.a", 2, EventKind.UPDATED);
        alert("canterbury.a", 3, EventKind.CORRECTED);
        var overtaken = new Overtaken(RESUMED, 10, record -> record.offset() != 2);
        overtaken.add(inbox);

        assertThat(sent(overtaken)).as("the last would be withheld").containsExactly(1L, 2L);
    }

    @Test
    void ofMoreIncidentsThanAreLookedUpEverythingIsSent() {
        alert("canterbury.a", 1, EventKind.DECLARED);
        alert("canterbury.b", 1, EventKind.DECLARED);
        alert("canterbury.b", 2, EventKind.UPDATED);
        alert("canterbury.a", 2, EventKind.UPDATED);

        assertThat(sent(overtaken(1))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void backlogIsLookedThroughOnceAsFarAsItGoesAndAgainWhenTheBrokerDoesNotAnswer() {
        for (int revision = 1; revision <= 7; revision++) {
            alert("canterbury.a", revision, EventKind.UPDATED);
        }
        List<Long> asked = new ArrayList<>();
        Optional<Overtaken> found = scan(latest(), asked, 0, false);

        assertThat(found)
                .hasValueSatisfying(overtaken -> assertThat(sent(overtaken)).containsExactly(6L));
        assertThat(asked).as("the second did not succeed at first").containsExactly(0L, 3L, 3L, 6L);
    }

    @Test
    void backlogThatIsGoneSaysSo() {
        alert("canterbury.a", 1, EventKind.DECLARED);

        assertThat(scan(latest(), new ArrayList<>(), 0, true)).isEmpty();
    }

    @Test
    void whoeverWantsAllOfABacklogIsNotLookedUpFor() {
        alert("canterbury.a", 1, EventKind.DECLARED);
        List<Long> asked = new ArrayList<>();
        Subscription all =
                Subscription.newBuilder(latest()).setAfterPause(AfterPause.ALL).build();

        assertThat(scan(all, asked, 0, false)).containsSame(Overtaken.NOTHING);
        assertThat(asked).isEmpty();
    }

    private Optional<Overtaken> scan(Subscription subscription, List<Long> asked, long from, boolean gone) {
        var time = new SimulatedTime();
        var source = new InboxSource() {
            @Override
            public void read(TopicPartition of, long at, int max, Consumer<InboxReader.Part> then) {
                asked.add(at);
                if (gone) {
                    then.accept(new InboxReader.Part.Gone());
                } else if (at == 3 && asked.stream().filter(place -> place == 3).count() == 1) {
                    then.accept(new InboxReader.Part.Failed());
                } else {
                    int to = (int) Math.min(inbox.size(), at + max);
                    then.accept(new InboxReader.Part.Read(List.copyOf(inbox.subList((int) at, to)), to));
                }
            }

            @Override
            public void stop() {
                asked.clear();
            }
        };
        List<Optional<Overtaken>> found = new ArrayList<>();
        new BacklogScan(source, time, new Journey(), 3, 10)
                .of(subscription, INBOX, from, inbox.size(), overtaken -> found.add(Optional.ofNullable(overtaken)));
        time.pass(Duration.ofMinutes(1));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Subscription latest() {
        return Subscription.newBuilder(Journey.SUBSCRIPTION)
                .setAfterPause(AfterPause.LATEST)
                .setLatestBefore(RESUMED)
                .build();
    }

    private Overtaken overtaken(int maxSubjects) {
        var overtaken = new Overtaken(RESUMED, maxSubjects, record -> true);
        overtaken.add(inbox);
        return overtaken;
    }

    private List<Long> sent(Overtaken overtaken) {
        return inbox.stream()
                .filter(record -> overtaken.reason(record).isEmpty())
                .map(InboxRecord::offset)
                .toList();
    }

    private void alert(String subject, int revision, EventKind kind) {
        add(subject, alertOf(subject, revision, kind), RESUMED.minusSeconds(60));
    }

    private static PartnerAlert alertOf(String subject, int revision, EventKind kind) {
        return PartnerAlert.newBuilder()
                .setEventId(new UUID(1, revision))
                .setSubjectType(SubjectType.INCIDENT)
                .setSubjectId(subject)
                .setPublisher("canterbury")
                .setRevision(revision)
                .setKind(kind)
                .setRecordedAt(Examples.TIME)
                .setTlp(Tlp.AMBER)
                .build();
    }

    private void add(String subject, @Nullable SpecificRecord contract, Instant at) {
        byte[] value = {1};
        var stored = new ConsumerRecord<byte[], byte[]>(
                INBOX.topic(),
                0,
                inbox.size(),
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                subject.getBytes(UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
        inbox.add(new InboxRecord(stored, contract, ""));
    }
}
