package uk.tocsin.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class TopicsTest {

    @Test
    void namesTheTopicsOfAMember() {
        assertThat(Topics.incidents("canterbury")).isEqualTo("tocsin.council.canterbury.incidents");
        assertThat(Topics.serviceStatus("canterbury")).isEqualTo("tocsin.council.canterbury.service-status");
        assertThat(Topics.inbox("canterbury")).isEqualTo("tocsin.partner.canterbury.inbox");
        assertThat(Topics.ledger("partner-fanout")).isEqualTo("tocsin.ledger.partner-fanout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kent", "kent-police", "ncsc"})
    void theOwnerOfATopicIsWhoItWasNamedFor(String member) {
        assertThat(Topics.publisherOf(Topics.incidents(member))).contains(member);
        assertThat(Topics.publisherOf(Topics.serviceStatus(member))).contains(member);
        assertThat(Topics.inboxOwnerOf(Topics.inbox(member))).contains(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tocsin.council..incidents",
                "tocsin.council.canterbury.inbox",
                "tocsin.council.canterbury.incidents.more",
                "xtocsin.council.canterbury.incidents",
                "tocsin.council.kent.police.incidents",
                "tocsin-council-canterbury-incidents",
                "tocsin.council.canterbury.incidents\n"
            })
    void nobodyPublishesElsewhere(String topic) {
        assertThat(Topics.publisherOf(topic)).isEmpty();
    }

    @Test
    void anInboxHasNoPublisherAndACouncilTopicIsNoInbox() {
        assertThat(Topics.publisherOf(Topics.inbox("thanet"))).isEmpty();
        assertThat(Topics.inboxOwnerOf(Topics.incidents("thanet"))).isEmpty();
        assertThat(Topics.inboxOwnerOf("tocsin.partner.thanet.inbox.copy")).isEmpty();
    }

    @Test
    void thePatternsMatchCouncilTopicsOnly() {
        List<String> others = List.of(
                Topics.PUBLIC_NOTICES,
                Topics.NCSC_REFERRALS,
                Topics.NCSC_RESPONSES,
                Topics.DIRECTORY,
                Topics.DELIVERIES,
                Topics.DEAD_LETTERS,
                Topics.POSITIONS,
                Topics.inbox("dover"),
                Topics.ledger("public-feed"));

        assertThat(others).doesNotHaveDuplicates().noneMatch(Topics.ALL_COUNCIL_TOPICS.asMatchPredicate());
        assertThat(Topics.incidents("dover")).matches(Topics.ALL_INCIDENTS).matches(Topics.ALL_COUNCIL_TOPICS);
        assertThat(Topics.serviceStatus("dover"))
                .doesNotMatch(Topics.ALL_INCIDENTS)
                .matches(Topics.ALL_COUNCIL_TOPICS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kent.police", "Kent", "*", "../kent"})
    void makesNoTopicForWhatIsNoMemberId(String member) {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.incidents(member));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.serviceStatus(member));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.inbox(member));
    }
}
