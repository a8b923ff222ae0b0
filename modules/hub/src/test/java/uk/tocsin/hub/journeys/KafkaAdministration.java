package uk.tocsin.hub.journeys;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** What an operator does with Kafka's own tools, and what time does. */
record KafkaAdministration(Object bootstrapServers) {

    private interface Work<T> {
        T with(Admin admin) throws ExecutionException, InterruptedException;
    }

    /** The node that leads the topic's first partition. */
    int leader(String topic) {
        return run(admin -> requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .get(0)
                .leader()
                .id());
    }

    /** Cuts off the beginning of the topic's first partition, as retention does. */
    void deleteBefore(String topic, long offset) {
        run(admin -> admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get());
    }

    /** Changes settings of a topic. */
    void set(String topic, Map<String, String> settings) {
        var changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        run(admin -> admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                .all()
                .get());
    }

    /** Sets a position on purpose, as {@code kafka-consumer-groups.sh --reset-offsets} does. */
    void setPosition(String group, String topic, long offset) {
        var position = Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset));
        onceUnused(admin -> admin.alterConsumerGroupOffsets(group, position).all());
    }

    /** Forgets a group's positions, as the broker does with a group long idle. */
    void deleteGroup(String group) {
        onceUnused(admin -> admin.deleteConsumerGroups(List.of(group)).all());
    }

    /** The committed offsets of every consumer group. */
    Map<String, String> positions() {
        return run(admin -> {
            Map<String, String> positions = new TreeMap<>();
            for (GroupListing group : admin.listGroups().all().get()) {
                if (!isShared(group)) {
                    positions.put(group.groupId(), positions(admin, group.groupId()));
                }
            }
            return positions;
        });
    }

    private static boolean isShared(GroupListing group) {
        return group.type()
                .map(Object::toString)
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .equals("share");
    }

    private static String positions(Admin admin, String group) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().offset(),
                        (one, other) -> one,
                        TreeMap::new))
                .toString();
    }

    /** The broker refuses a change while it counts a killed hub as a member. */
    private void onceUnused(Function<Admin, KafkaFuture<Void>> change) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> run(admin -> {
                    change.apply(admin).get();
                    return true;
                }));
    }

    private <T> T run(Work<T> work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return work.with(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
