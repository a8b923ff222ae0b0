package uk.tocsin.partnerfanout.position;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.contracts.Topics;

/** Keeps what members have taken over HTTP as committed offsets. */
final class PulledOffsets implements PulledPositions.Store {

    private final Admin admin;
    private final InboxOffsets offsets;
    private final Duration timeout;

    PulledOffsets(Admin admin, Duration timeout) {
        this.admin = admin;
        this.offsets = new InboxOffsets(admin, timeout);
        this.timeout = timeout;
    }

    @Override
    public Map<String, DeliveryProgress> read(Set<String> memberIds)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, String> members =
                memberIds.stream().collect(Collectors.toMap(PulledPositions::group, Function.identity()));
        Map<String, TopicPartition> inboxes = members.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, member -> inbox(member.getValue())));
        Map<String, DeliveryProgress> read = new HashMap<>();
        offsets.committed(inboxes).forEach((group, position) -> {
            String memberId = members.get(group);
            if (memberId != null) {
                read.put(memberId, DeliveryProgress.of(position.offset(), position.metadata()));
            }
        });
        return read;
    }

    @Override
    public void write(Map<String, DeliveryProgress> positions)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<CompletableFuture<Void>> commits = positions.entrySet().stream()
                .map(member -> admin.alterConsumerGroupOffsets(
                                PulledPositions.group(member.getKey()),
                                Map.of(
                                        inbox(member.getKey()),
                                        new OffsetAndMetadata(
                                                member.getValue().position(),
                                                member.getValue().note())))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .toList();
        CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new))
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static TopicPartition inbox(String memberId) {
        return new TopicPartition(Topics.inbox(memberId), 0);
    }
}
