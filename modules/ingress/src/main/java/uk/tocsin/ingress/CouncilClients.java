package uk.tocsin.ingress;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens the connections with which one council is written for. */
final class CouncilClients {

    private final Map<String, Object> producerSettings;
    private final Map<String, Object> consumerSettings;

    /**
     * Takes the connection from the settings of the process.
     *
     * @param producer settings of producers in this process
     * @param consumer settings of consumers in this process
     */
    CouncilClients(Map<String, Object> producer, Map<String, Object> consumer, IngressProperties limits) {
        int timeout = Math.toIntExact(limits.writeTimeout().toMillis());
        producerSettings = new HashMap<>(producer);
        producerSettings.put(ProducerConfig.ACKS_CONFIG, "all");
        producerSettings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producerSettings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Transactions follow closely on each other, and the broker asks for patience while it ends the one before.
        producerSettings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5L);
        producerSettings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        producerSettings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        producerSettings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        producerSettings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout);
        consumerSettings = new HashMap<>(consumer);
        consumerSettings.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        consumerSettings.remove(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG);
        consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumerSettings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumerSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumerSettings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumerSettings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        consumerSettings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
    }

    /** A producer that shuts out every other one for the same council. */
    Producer<String, byte[]> producer(String publisher) {
        Map<String, Object> settings = new HashMap<>(producerSettings);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tocsin-ingress-" + publisher);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-ingress-" + publisher);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer outside every group, which sees committed records only. */
    Consumer<String, byte[]> consumer(String publisher) {
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "tocsin-ingress-" + publisher);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
