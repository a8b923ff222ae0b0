package uk.tocsin.partnerfanout.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.HttpStatus;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.inbox.InboxProperties;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.problem.Problems;

/** The latest records of an inbox, newest first. */
final class InboxPage {

    private static final Duration POLL = Duration.ofMillis(200);
    /** How much further back each round looks; markers of transactions take offsets but are no records. */
    private static final int WIDEN = 4;

    private final InboxConsumers consumers;
    private final ContractDeserializer deserializer;
    private final Duration readTimeout;
    private final Clock clock;

    InboxPage(InboxConsumers consumers, ContractDeserializer deserializer, InboxProperties properties, Clock clock) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.readTimeout = properties.readTimeout();
        this.clock = clock;
    }

    /** The latest {@code limit} records of the member's inbox, fewer when it does not hold as many. */
    List<InboxRecord> latest(String memberId, int limit) {
        Instant deadline = clock.instant().plus(readTimeout);
        try (Consumer<byte[], byte[]> consumer = consumers.open(memberId)) {
            Map<TopicPartition, Long> first = consumer.beginningOffsets(consumer.assignment());
            Map<TopicPartition, Long> end = consumer.endOffsets(consumer.assignment());
            for (long back = 2L * limit; ; back *= WIDEN) {
                boolean all = seekBack(consumer, first, end, back);
                var found = read(consumer, end, deadline);
                if (all || found.size() >= limit) {
                    found.sort(InboxRecord.BY_TIME.reversed());
                    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
                }
            }
        }
    }

    /** Whether this went back to the very beginning. */
    private static boolean seekBack(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end, long back) {
        boolean all = true;
        for (Map.Entry<TopicPartition, Long> bound : end.entrySet()) {
            long beginning = first.getOrDefault(bound.getKey(), 0L);
            long from = Math.max(beginning, bound.getValue() - back);
            consumer.seek(bound.getKey(), from);
            all &= from == beginning;
        }
        return all;
    }

    private List<InboxRecord> read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end, Instant deadline) {
        List<InboxRecord> found = new ArrayList<>();
        while (end.entrySet().stream().anyMatch(bound -> consumer.position(bound.getKey()) < bound.getValue())) {
            if (clock.instant().isAfter(deadline)) {
                throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The inbox could not be read in time. Try again.");
            }
            for (ConsumerRecord<byte[], byte[]> stored : consumer.poll(POLL)) {
                InboxRecord record = InboxRecord.of(stored, deserializer);
                if (record.contract() != null) {
                    found.add(record);
                } else {
                    record.warn();
                }
            }
        }
        return found;
    }
}
