package uk.tocsin.hub.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import uk.tocsin.contracts.Contracts;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** Reads the public topic with a plain Kafka consumer, as anybody may. */
final class PublicReader implements Runnable {

    private final Map<String, Object> settings;
    private final Arrivals arrivals;

    PublicReader(RunningHub hub, Arrivals arrivals) {
        this.settings = Map.of(
                "bootstrap.servers",
                hub.bootstrapServers(),
                "schema.registry.url",
                hub.registryUrl(),
                "tocsin.contract.classes",
                Contracts.RECORDS.stream().map(Class::getName).toList(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        this.arrivals = arrivals;
    }

    @Override
    public void run() {
        ContractDeserializer values = new ContractDeserializer();
        values.configure(settings, false);
        try (KafkaConsumer<String, SpecificRecord> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PUBLIC_NOTICES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.value() instanceof PublicNotice notice) {
                        arrivals.add(
                                DemoCommand.PUBLIC,
                                notice.getEventId().toString(),
                                notice.getKind().name().toLowerCase(Locale.ROOT));
                    }
                });
            }
        } catch (org.apache.kafka.common.errors.InterruptException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
