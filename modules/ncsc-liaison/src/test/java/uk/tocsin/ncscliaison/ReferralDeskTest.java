package uk.tocsin.ncscliaison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractSerializer;
import uk.tocsin.kafka.topics.RecordFactory;

/** The desk against a broker that has taken the lock back. */
class ReferralDeskTest {

    private static final Duration TIME = Duration.ofMinutes(1);

    /** Confirms nothing, as a broker does when the lock has run out. */
    private static final class Forgetful extends MockShareConsumer<byte[], byte[]> {

        @Override
        public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration timeout) {
            return Map.of(
                    new TopicIdPartition(Uuid.ONE_UUID, 0, Topics.NCSC_REFERRALS),
                    Optional.of(new InvalidRecordStateException("The lock has run out.")));
        }
    }

    @Test
    void releaseThatCameTooLateIsDoneAllTheSame() {
        var consumer = new Forgetful();
        ReferralDesk desk = desk(consumer);
        consumer.addRecord(new ConsumerRecord<>(Topics.NCSC_REFERRALS, 0, 0, new byte[1], new byte[1]));
        Lease lease = desk.take("ncsc", () -> true).orElseThrow();

        assertThat(desk.settle(lease.leaseId(), "ncsc", new Settlement.Release()))
                .isEqualTo(Settled.DONE);
        assertThat(desk.settle(lease.leaseId(), "ncsc", new Settlement.Release()))
                .isEqualTo(Settled.NO_LEASE);
    }

    private static ReferralDesk desk(MockShareConsumer<byte[], byte[]> consumer) {
        var producers = new MockProducerFactory<String, byte[]>(
                (transactional, id) ->
                        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()),
                null);
        var writer = new DeskWriter(
                new KafkaTemplate<>(producers), new RecordFactory(new ContractSerializer()), Duration.ofSeconds(1));
        SpecificRecord referral = Referrals.example();
        return new ReferralDesk(
                new ReferralQueue(consumer), writer, (topic, bytes) -> referral, properties(), Clock.systemUTC());
    }

    private static NcscLiaisonProperties properties() {
        return new NcscLiaisonProperties(
                true, 5, TIME.multipliedBy(10), TIME, 5, 10, Duration.ofSeconds(1), TIME, Duration.ofSeconds(1), TIME);
    }
}
