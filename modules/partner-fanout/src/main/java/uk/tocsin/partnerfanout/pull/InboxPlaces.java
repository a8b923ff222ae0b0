package uk.tocsin.partnerfanout.pull;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.Topics;
import uk.tocsin.partnerfanout.problem.Problems;

/** Asks the broker what an inbox holds. */
final class InboxPlaces {

    private final Admin admin;
    private final Duration timeout;

    InboxPlaces(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /**
     * What a member's inbox holds now. It waits for the broker.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when the member has no inbox, 503 when the broker does not
     *     answer in time
     */
    InboxBounds of(String memberId) {
        String topic = Topics.inbox(memberId);
        try {
            Collection<TopicPartition> partitions = partitions(topic);
            ListOffsetsResult first = list(partitions, OffsetSpec.earliest());
            ListOffsetsResult end = list(partitions, OffsetSpec.latest());
            return new InboxBounds(memberId, offsets(first), offsets(end));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw Problems.of(HttpStatus.NOT_FOUND, "This member has no inbox yet.");
            }
            throw notNow();
        } catch (TimeoutException e) {
            throw notNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notNow();
        }
    }

    private Collection<TopicPartition> partitions(String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private ListOffsetsResult list(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    }

    private Map<Integer, Long> offsets(ListOffsetsResult listed)
            throws ExecutionException, InterruptedException, TimeoutException {
        return listed.all().get(timeout.toMillis(), TimeUnit.MILLISECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        found -> found.getKey().partition(),
                        found -> found.getValue().offset()));
    }

    private static RuntimeException notNow() {
        return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The inbox could not be read in time. Try again.");
    }
}
