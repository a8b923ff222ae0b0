package uk.tocsin.kafka.topics;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;
import uk.tocsin.contracts.Topics;

/**
 * The form of every topic: how many partitions, and how long it is kept.
 *
 * @param replicationFactor -1 leaves it to the broker
 * @param retention of inboxes, deliveries and dead letters; the history itself is kept for ever
 */
public record TopicPlan(short replicationFactor, Duration retention) {

    /** Partitions of every ledger. It may never change: a ledger entry is looked for where its publisher hashes to. */
    public static final int LEDGER_PARTITIONS = 12;

    /** A dead letter carries more headers than its original, so it must be allowed to be larger. */
    static final int DEAD_LETTER_MAX_BYTES = 2 * 1024 * 1024;

    private static final String FOR_EVER = "-1";

    /**
     * How long a record of a resident that was taken back may still lie in a log that is written to: the segment that holds it
     * is closed after this time, and then compacted within the same.
     */
    private static final String SHRED_WITHIN_MILLIS =
            Long.toString(Duration.ofHours(1).toMillis());

    /** How long it stays known that it was taken back: longer than any link to confirm is valid. */
    private static final String TAKEN_BACK_MILLIS =
            Long.toString(Duration.ofDays(7).toMillis());

    List<NewTopic> hub() {
        return List.of(
                history(Topics.PUBLIC_NOTICES, 3),
                history(Topics.NCSC_REFERRALS, 3),
                history(Topics.NCSC_RESPONSES, 3),
                compacted(Topics.DIRECTORY, 1),
                compacted(Topics.POSITIONS, 1),
                shredded(Topics.RESIDENT_KEYS),
                shredded(Topics.RESIDENT_SUBSCRIPTIONS),
                passing(Topics.DELIVERIES, 3).build(),
                passing(Topics.DEAD_LETTERS, 3)
                        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEAD_LETTER_MAX_BYTES))
                        .build());
    }

    List<NewTopic> member(String memberId) {
        return List.of(
                history(Topics.incidents(memberId), 1),
                history(Topics.serviceStatus(memberId), 1),
                passing(Topics.inbox(memberId), 1).build());
    }

    NewTopic ledger(String projection) {
        return compacted(Topics.ledger(projection), LEDGER_PARTITIONS);
    }

    private NewTopic history(String name, int partitions) {
        return topic(name, partitions)
                .config(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER)
                .config(TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER)
                .build();
    }

    private TopicBuilder passing(String name, int partitions) {
        return topic(name, partitions).config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }

    private NewTopic shredded(String name) {
        return topic(name, 1)
                .compact()
                .config(TopicConfig.SEGMENT_MS_CONFIG, SHRED_WITHIN_MILLIS)
                .config(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, SHRED_WITHIN_MILLIS)
                .config(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.01")
                .config(TopicConfig.DELETE_RETENTION_MS_CONFIG, TAKEN_BACK_MILLIS)
                .build();
    }

    private NewTopic compacted(String name, int partitions) {
        return topic(name, partitions).compact().build();
    }

    private TopicBuilder topic(String name, int partitions) {
        var builder = TopicBuilder.name(name).partitions(partitions);
        return replicationFactor < 0 ? builder : builder.replicas(replicationFactor);
    }
}
