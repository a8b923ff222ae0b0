package uk.tocsin.partnerfanout.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.deadletter.DeadLetterReason;
import uk.tocsin.kafka.deadletter.DeadLetters;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.DeliveryLog;
import uk.tocsin.partnerfanout.position.Positions;

/**
 * Writes to {@code tocsin.deliveries} and {@code tocsin.dead-letters}. A thread of its own does it: a broker that does not
 * answer makes writing wait, and the thread that decides must not.
 */
final class KafkaDeliveryLog implements DeliveryLog, DisposableBean {

    private static final int MAX_BLOCK_MILLIS = 5_000;
    private static final int DELIVERY_TIMEOUT_MILLIS = 20_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final int LINGER_MILLIS = 5;

    private final RecordFactory records;
    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "tocsin-journal"));

    KafkaDeliveryLog(ProducerFactory<String, byte[]> producers, RecordFactory records) {
        this.records = records;
        Map<String, Object> config = new HashMap<>(producers.getConfigurationProperties());
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        this.producers = new DefaultKafkaProducerFactory<>(config);
        this.kafka = new KafkaTemplate<>(this.producers);
    }

    @Override
    public CompletionStage<?> write(DeliveryEvent event) {
        return CompletableFuture.completedFuture(event).thenComposeAsync(this::send, thread);
    }

    @Override
    public CompletionStage<?> giveUp(InboxRecord record, DeliveryEvent event) {
        DeadLetterReason reason =
                record.contract() == null ? DeadLetterReason.UNREADABLE : DeadLetterReason.UNDELIVERABLE;
        var letter = DeadLetters.of(
                record.stored(),
                Positions.group(event.getSubscriptionId()),
                reason,
                event.getReason() == null ? "" : event.getReason());
        // First the letter: an entry that says it is kept must be true.
        return CompletableFuture.completedFuture(letter)
                .thenComposeAsync(kafka::send, thread)
                .thenComposeAsync(kept -> send(event), thread);
    }

    private CompletableFuture<?> send(DeliveryEvent event) {
        ProducerRecord<String, byte[]> written =
                records.record(Topics.DELIVERIES, event.getSubscriptionId(), event, List.of());
        return kafka.send(new ProducerRecord<>(
                written.topic(), null, written.key().getBytes(UTF_8), written.value(), written.headers()));
    }

    @Override
    public void destroy() {
        thread.shutdown();
        producers.destroy();
    }
}
