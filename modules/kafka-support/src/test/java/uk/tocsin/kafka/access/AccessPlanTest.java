package uk.tocsin.kafka.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.Topics;

class AccessPlanTest {

    @Test
    void siteMayReadTheNoticesAndNothingElse() {
        List<AclBinding> rules = AccessPlan.publicSite("User:site");

        assertThat(topics(rules, AclOperation.READ)).containsExactly(Topics.PUBLIC_NOTICES);
        assertThat(operations(rules)).containsExactlyInAnyOrder(AclOperation.READ, AclOperation.DESCRIBE);
        assertThat(rules).noneMatch(rule -> rule.pattern().resourceType() != ResourceType.TOPIC);
    }

    @Test
    void emailForResidentsMayReadNoCouncilsTopicAndNoDirectory() {
        List<AclBinding> rules = AccessPlan.publicEmail("User:email");

        assertThat(topics(rules, AclOperation.READ))
                .containsExactlyInAnyOrder(
                        Topics.PUBLIC_NOTICES, Topics.RESIDENT_KEYS, Topics.RESIDENT_SUBSCRIPTIONS, Topics.POSITIONS);
        assertThat(topics(rules, AclOperation.WRITE)).doesNotContain(Topics.PUBLIC_NOTICES);
        assertThat(operations(rules)).doesNotContain(AclOperation.CREATE, AclOperation.ALTER, AclOperation.DELETE);
        assertThat(rules).noneMatch(rule -> rule.pattern().patternType() == PatternType.PREFIXED);
    }

    @Test
    void memberMayWriteItsOwnTopicsAndReadItsOwnInbox() {
        List<AclBinding> rules = AccessPlan.member("User:dover", "dover");

        assertThat(topics(rules, AclOperation.WRITE))
                .containsExactlyInAnyOrder(Topics.incidents("dover"), Topics.serviceStatus("dover"));
        assertThat(topics(rules, AclOperation.READ))
                .containsExactlyInAnyOrder(Topics.inbox("dover"), Topics.PUBLIC_NOTICES);
        assertThat(operations(rules)).doesNotContain(AclOperation.CREATE, AclOperation.ALTER, AclOperation.DELETE);
    }

    /** A rule for "kent" as a prefix would also allow what is "kent-fire"'s. */
    @Test
    void prefixOfAMemberIsNoOtherMembersName() {
        assertThat(AccessPlan.member("User:kent", "kent"))
                .filteredOn(rule -> rule.pattern().patternType() == PatternType.PREFIXED)
                .isNotEmpty()
                .allMatch(rule -> rule.pattern().name().equals("kent."))
                .noneMatch(rule -> rule.pattern().resourceType() == ResourceType.TOPIC);
    }

    @Test
    void hubThatMaySeeAMembersProgressMayNeitherReadAsItsGroupsNorMoveThem() {
        assertThat(AccessPlan.progress("User:hub", "dover"))
                .allMatch(rule -> rule.entry().principal().equals("User:hub"))
                .allMatch(rule -> rule.entry().operation() == AclOperation.DESCRIBE)
                .extracting(rule -> rule.pattern().name())
                .containsExactly("dover.");
    }

    @Test
    void everyRuleIsForTheOnePrincipalThatWasNamed() {
        assertThat(AccessPlan.hub("User:hub"))
                .allMatch(rule -> rule.entry().principal().equals("User:hub"))
                .noneMatch(rule -> rule.pattern().name().equals("*"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dover", "", ":", "User:*", "User: "})
    void whatNamesNobodyOrEverybodyIsRefused(String principal) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccessPlan.member(principal, "dover"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "Dover", "dover.", "a.b"})
    void whatIsNoMemberIdIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccessPlan.member("User:dover", id));
    }

    private static Set<String> topics(List<AclBinding> rules, AclOperation operation) {
        return rules.stream()
                .filter(rule -> rule.pattern().resourceType() == ResourceType.TOPIC)
                .filter(rule -> rule.entry().operation() == operation)
                .map(rule -> rule.pattern().name())
                .collect(Collectors.toSet());
    }

    private static Set<AclOperation> operations(List<AclBinding> rules) {
        return rules.stream().map(rule -> rule.entry().operation()).collect(Collectors.toSet());
    }
}
