package uk.tocsin.kafka.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.TrustedContracts;

class LedgerKeysTest {

    static {
        // Builders copy records, which Avro allows only for classes that it trusts.
        TrustedContracts.trust();
    }

    private static final LedgerEntry ENTRY = LedgerEntry.newBuilder()
            .setSubjectId("canterbury.maps")
            .setPublisher("canterbury")
            .setRevision(1)
            .setEventId(new UUID(0, 1))
            .setRecipients(Map.of())
            .setResponses(List.of())
            .build();

    @Test
    void findsAPublisherWhereItWasWritten() {
        assertThat(LedgerKeys.partitionsFor(Topics.incidents("canterbury"), 12))
                .containsExactly(LedgerKeys.partition("canterbury", 12));
    }

    @Test
    void neverMovesAPublisher() {
        assertThat(List.of("canterbury", "thanet", "dover"))
                .extracting(publisher -> LedgerKeys.partition(publisher, 12))
                .containsExactly(8, 7, 8);
    }

    @Test
    void looksEverywhereForResponsesAsTheyHaveNoOwner() {
        assertThat(LedgerKeys.partitionsFor(Topics.NCSC_RESPONSES, 12))
                .isEqualTo(IntStream.range(0, 12).boxed().toList());
    }

    @Test
    void findsTheTopicOfAnEntryByItsKindAndPublisher() {
        assertThat(LedgerKeys.sourceTopic(LedgerKeys.key(SubjectKind.INCIDENT, "canterbury.maps"), ENTRY))
                .contains(Topics.incidents("canterbury"));
        assertThat(LedgerKeys.sourceTopic(LedgerKeys.key(SubjectKind.SERVICE, "canterbury.maps"), ENTRY))
                .contains(Topics.serviceStatus("canterbury"));
        assertThat(LedgerKeys.sourceTopic(LedgerKeys.key(SubjectKind.RESPONSE, "canterbury.maps"), ENTRY))
                .contains(Topics.NCSC_RESPONSES);
        assertThat(LedgerKeys.sourceTopic("canterbury.maps", ENTRY)).isEmpty();
    }
}
