package uk.tocsin.partnerfanout.pull;

import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.contracts.Topics;
import uk.tocsin.partnerfanout.problem.Problems;

/** Consumers that read one member's inbox from a given place, without a group and without moving anybody's position. */
final class InboxConsumers {

    private final ConsumerFactory<byte[], byte[]> factory;

    InboxConsumers(ConsumerFactory<byte[], byte[]> factory) {
        this.factory = factory;
    }

    /**
     * A consumer with every partition of the inbox assigned. The caller closes it.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when the member has no inbox
     */
    Consumer<byte[], byte[]> open(String memberId) {
        var properties = new Properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        Consumer<byte[], byte[]> consumer = factory.createConsumer(null, "tocsin-inbox-" + memberId, null, properties);
        try {
            consumer.assign(partitions(consumer, Topics.inbox(memberId)));
            return consumer;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw Problems.of(HttpStatus.NOT_FOUND, "This member has no inbox yet.");
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
