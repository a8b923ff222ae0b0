package uk.tocsin.publicfeed.email;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.publicfeed.email.Examples.EVERYTHING;
import static uk.tocsin.publicfeed.email.Examples.START;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.contracts.ResidentRecord;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.sealing.Seal;

/** The key of the settings is changed: 1 is the former one, 2 the current one. */
class KeyRenewalTest {

    private static final String ADDRESS = "resident@example.org";

    private final MockProducer<String, byte[]> topics =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
                @Override
                public void close(Duration timeout) {
                    // The template closes what it was lent after each record; a real factory keeps it open.
                }
            };
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void formerKeyCanBeDroppedOnceEverythingIsSealedAnew() {
        Instance before = new Instance(Examples.seal(1));
        Request request = Examples.request(ADDRESS, EVERYTHING);
        before.residents.confirm(request);

        Instance changed = new Instance(Examples.seal(2, 1)).reads(topics.history());
        assertThat(changed.fold.from(null)).extracting(Subscription::address).containsExactly(ADDRESS);
        assertThat(new Instance(Examples.seal(2)).reads(topics.history()).fold.from(null))
                .as("too early")
                .isEmpty();
        changed.renewal.run();

        assertThat(new Instance(Examples.seal(2)).reads(topics.history()).fold.from(null))
                .extracting(Subscription::address)
                .containsExactly(ADDRESS);
        assertThat(new Instance(Examples.seal(1)).reads(topics.history()).fold.sealedKeys())
                .as("what is on the topic now")
                .allSatisfy((id, key) ->
                        assertThat(new Vault(Examples.seal(2)).renewed(id, key)).isEmpty());
    }

    @Test
    void nothingIsWrittenTwiceAndSubscriptionsStayAsTheyAre() {
        new Instance(Examples.seal(1)).residents.confirm(Examples.request(ADDRESS, EVERYTHING));
        Instance changed = new Instance(Examples.seal(2, 1)).reads(topics.history());
        topics.clear();

        changed.renewal.run();
        changed.renewal.run();

        assertThat(topics.history()).extracting(ProducerRecord::topic).containsExactly(Topics.RESIDENT_KEYS);
        assertThat(gauge("tocsin.public.email.former.keys")).isZero();
    }

    @Test
    void whatNoKeyOpensIsCountedAndLeftAlone() {
        new Instance(Examples.seal(3)).residents.confirm(Examples.request(ADDRESS, EVERYTHING));
        Instance changed = new Instance(Examples.seal(2, 1)).reads(topics.history());
        topics.clear();

        changed.renewal.run();

        assertThat(topics.history()).isEmpty();
        assertThat(gauge("tocsin.public.email.unreadable.keys")).isEqualTo(1);
    }

    @Test
    void linksInOldLettersWorkWhileTheFormerKeyIsThere() {
        UUID resident = UUID.randomUUID();
        Request request = Examples.request(ADDRESS, EVERYTHING);
        Links before = new Links(Examples.seal(1));

        Links changed = new Links(Examples.seal(2, 1));
        assertThat(changed.resident(before.ending(resident))).contains(resident);
        assertThat(changed.request(before.confirmation(request), START)).contains(request);
        assertThat(new Links(Examples.seal(2)).resident(before.ending(resident)))
                .isEmpty();
    }

    /** A key that is sealed anew while its resident leaves elsewhere would stay on the topic for ever. */
    @Test
    void keyThatCameBackAfterAnEndIsTakenBackByTheSecondSweep() {
        Instance before = new Instance(Examples.seal(1));
        Request request = Examples.request(ADDRESS, EVERYTHING);
        before.residents.confirm(request);
        Instance changed = new Instance(Examples.seal(2, 1)).reads(topics.history());
        before.residents.end(request.requestId());
        changed.renewal.run();
        assertThat(lastKey(request.requestId())).as("it came back").isNotNull();

        Instance restarted = new Instance(Examples.seal(2)).reads(compacted());
        assertThat(restarted.fold.from(null)).isEmpty();
        restarted.residents.sweep();
        assertThat(lastKey(request.requestId())).isNotNull();
        restarted.residents.sweep();

        assertThat(lastKey(request.requestId())).isNull();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private byte @Nullable [] lastKey(UUID residentId) {
        byte @Nullable [] last = null;
        for (ProducerRecord<String, byte[]> record : topics.history()) {
            if (record.topic().equals(Topics.RESIDENT_KEYS) && record.key().equals(residentId.toString())) {
                last = record.value();
            }
        }
        return last;
    }

    /** Of each key on each topic the last record, as the broker keeps it. */
    private List<ProducerRecord<String, byte[]>> compacted() {
        List<ProducerRecord<String, byte[]>> left = new ArrayList<>();
        for (ProducerRecord<String, byte[]> record : topics.history()) {
            left.removeIf(earlier ->
                    earlier.topic().equals(record.topic()) && earlier.key().equals(record.key()));
            left.add(record);
        }
        return left;
    }

    /** A process of the role, which has one set of keys. */
    private final class Instance {

        private final Vault vault;
        private final ResidentFold fold;
        private final Residents residents;
        private final KeyRenewal renewal;

        Instance(Seal seal) {
            vault = new Vault(seal);
            fold = new ResidentFold(vault);
            residents = new Residents(
                    fold,
                    vault,
                    new KafkaTemplate<>(() -> topics),
                    (topic, record) -> ((ResidentRecord) record).getSealed().array(),
                    Examples.properties(),
                    Clock.fixed(START, ZoneOffset.UTC));
            meters.clear();
            renewal = new KeyRenewal(fold, vault, residents, meters);
        }

        Instance reads(List<ProducerRecord<String, byte[]>> records) {
            for (ProducerRecord<String, byte[]> record : List.copyOf(records)) {
                if (record.key().equals("nobody")) {
                    continue;
                }
                if (record.topic().equals(Topics.RESIDENT_KEYS)) {
                    fold.key(UUID.fromString(record.key()), record.value());
                } else {
                    fold.subscription(UUID.fromString(record.key()), record.value());
                }
            }
            return this;
        }
    }
}
