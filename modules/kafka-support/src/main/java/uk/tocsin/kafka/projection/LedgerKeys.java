package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;

/** Where in a ledger an entry stands. Entries written once are looked for there for ever: none of this may change. */
final class LedgerKeys {

    private LedgerKeys() {}

    /** All of a publisher's entries stand in one partition, so that reading one council's topic needs only that one. */
    static int partition(String publisher, int partitions) {
        return Utils.toPositive(Utils.murmur2(publisher.getBytes(UTF_8))) % partitions;
    }

    /** The partitions in which entries for events of {@code sourceTopic} stand. */
    static List<Integer> partitionsFor(String sourceTopic, int partitions) {
        return Topics.publisherOf(sourceTopic)
                .map(publisher -> List.of(partition(publisher, partitions)))
                .orElseGet(() -> IntStream.range(0, partitions).boxed().toList());
    }

    static String key(SubjectKind kind, String subjectId) {
        return prefix(kind) + subjectId;
    }

    /** The topic on which the events of the entry under {@code key} stand, or empty for a key of no known kind. */
    static Optional<String> sourceTopic(String key, LedgerEntry entry) {
        return Arrays.stream(SubjectKind.values())
                .filter(kind -> key.startsWith(prefix(kind)))
                .map(kind -> switch (kind) {
                    case INCIDENT -> Topics.incidents(entry.getPublisher());
                    case SERVICE -> Topics.serviceStatus(entry.getPublisher());
                    case RESPONSE -> Topics.NCSC_RESPONSES;
                })
                .findFirst();
    }

    private static String prefix(SubjectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + ":";
    }
}
