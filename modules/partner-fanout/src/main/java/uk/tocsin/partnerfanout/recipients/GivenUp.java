package uk.tocsin.partnerfanout.recipients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.partnerfanout.history.DeliveryHistory;
import uk.tocsin.partnerfanout.position.Positions;

/**
 * Which subscriptions gave an alert up. Their positions are behind it all the same, so that those alone would say that it was
 * taken. Dead letters are few: they are read from the time at which the alert was sent.
 */
final class GivenUp {

    /** Clocks of processes differ. */
    private static final Duration EARLIER = Duration.ofSeconds(5);

    private final Admin admin;
    private final LogReader reader;
    private final DeliveryHistory history;
    private final Duration timeout;

    /** What a subscription is to deliver: its group, and where that stands. */
    record Sent(String group, TopicPartition inbox, long place) {}

    /** What a dead letter says of itself: who gave up what. */
    record Letter(String consumer, String topic, long place) {

        static Letter of(Sent sent) {
            return new Letter(sent.group(), sent.inbox().topic(), sent.place());
        }

        /** A letter that does not say where it stood is none of a subscription. */
        static Letter of(ConsumerRecord<byte[], byte[]> record) {
            String place = text(record, HeaderNames.DEAD_LETTER_OFFSET);
            return new Letter(
                    text(record, HeaderNames.DEAD_LETTER_CONSUMER),
                    text(record, HeaderNames.DEAD_LETTER_TOPIC),
                    place.matches("\\d{1,18}") ? Long.parseLong(place) : -1);
        }

        private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
            Header header = record.headers().lastHeader(name);
            return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
        }
    }

    GivenUp(Admin admin, LogReader reader, DeliveryHistory history, Duration timeout) {
        this.admin = admin;
        this.reader = reader;
        this.history = history;
        this.timeout = timeout;
    }

    /**
     * Those of {@code sent} that gave it up, and have not delivered it since.
     *
     * @param since when the first of them was sent it
     */
    Set<String> of(Collection<Sent> sent, Instant since) {
        if (sent.isEmpty()) {
            return Set.of();
        }
        Map<Letter, String> sought = sent.stream().collect(Collectors.toMap(Letter::of, Sent::group));
        Map<String, Long> groups = new HashMap<>();
        reader.readOn(letters(since.minus(EARLIER)), record -> {
            Letter letter = Letter.of(record);
            if (sought.containsKey(letter)) {
                groups.put(letter.consumer(), letter.place());
            }
        });
        groups.entrySet().removeIf(group -> isDeliveredSince(group.getKey(), group.getValue(), since));
        return groups.keySet();
    }

    /** It may have been sent again on purpose. */
    private boolean isDeliveredSince(String group, long place, Instant since) {
        return history.since(Positions.subscriptionOf(group), since.minus(EARLIER)).stream()
                .filter(event -> event.getInboxOffset() == place)
                .reduce((earlier, later) -> later)
                .filter(last -> last.getOutcome() == DeliveryResult.DELIVERED)
                .isPresent();
    }

    private Map<TopicPartition, Long> letters(Instant since) {
        try {
            Map<TopicPartition, OffsetSpec> asked = admin
                    .describeTopics(Set.of(Topics.DEAD_LETTERS))
                    .allTopicNames()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(partition -> new TopicPartition(Topics.DEAD_LETTERS, partition.partition()))
                    .collect(Collectors.toMap(
                            Function.identity(), partition -> OffsetSpec.forTimestamp(since.toEpochMilli())));
            Map<TopicPartition, Long> from = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> start : admin.listOffsets(asked)
                    .all()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .entrySet()) {
                if (start.getValue().offset() >= 0) {
                    from.put(start.getKey(), start.getValue().offset());
                }
            }
            return from;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("dead letters cannot be read", e);
        }
    }
}
