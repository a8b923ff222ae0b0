package uk.tocsin.ingress;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static uk.tocsin.ingress.Examples.PUBLIC;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LinkRelation;
import uk.tocsin.contracts.Pap;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.Tlp;

class IncidentReadingTest {

    @Test
    void everyFieldArrivesInTheEvent() {
        String json = """
                {"eventId": "6f1d5ec0-0000-4000-8000-000000000001", "incidentId": "canterbury.cyber",
                 "expectedRevision": 0, "kind": "declared", "phase": "investigating",
                 "occurredAt": "2024-01-17T08:00:00+01:00", "awareAt": "2024-01-18T07:30:00Z",
                 "rsitClass": "malicious-code", "proposedCategory": 4,
                 "affectedServices": [{"serviceId": "canterbury.planning", "name": "Planning"}],
                 "suppliers": ["Example Supplier"],
                 "links": [{"incidentId": "thanet.cyber", "relation": "same-cause", "note": "shared IT"}],
                 "personalData": "not-believed-affected",
                 "public": {"headline": "H", "statement": "S", "signatories": ["canterbury", "dover"],
                            "nextUpdateDue": "2024-01-19T09:00:00Z"},
                 "partner": {"tlp": "TLP:AMBER+STRICT", "audience": {"circles": ["kent"], "members": ["thanet"]},
                             "summary": "P", "techniques": ["T1486", "T1566.001"],
                             "indicators": [{"type": "domain", "value": "bad.example", "pap": "amber", "note": "N"}],
                             "advice": "A", "contact": "C"},
                 "liaison": {"tlp": "TLP:AMBER", "technicalDetail": "T", "helpWanted": "W", "contact": "X",
                             "ncscReference": "R"}}""";

        Readings.Reading reading = Examples.read(json);

        assertThat(reading.errors()).isEmpty();
        Candidate candidate = reading.candidates().get(0);
        IncidentEvent event = (IncidentEvent) candidate.event().contract();
        assertThat(candidate.expectedRevision()).isZero();
        assertThat(event.getPublisher()).isEqualTo("canterbury");
        assertThat(event.getKind()).isEqualTo(EventKind.DECLARED);
        assertThat(event.getPhase()).isEqualTo(Phase.INVESTIGATING);
        assertThat(event.getOccurredAt()).hasToString("2024-01-17T07:00:00Z");
        assertThat(event.getAwareAt()).hasToString("2024-01-18T07:30:00Z");
        assertThat(event.getProposedCategory()).isEqualTo(4);
        assertThat(event.getAffectedServices().get(0).getServiceId()).isEqualTo("canterbury.planning");
        assertThat(event.getSuppliers()).containsExactly("Example Supplier");
        assertThat(event.getLinks().get(0).getRelation()).isEqualTo(LinkRelation.SAME_CAUSE);
        assertThat(event.getPersonalData()).isEqualTo(PersonalData.NOT_BELIEVED_AFFECTED);
        assertThat(requireNonNull(event.getPublicSection()).getSignatories()).containsExactly("canterbury", "dover");
        assertThat(requireNonNull(event.getPublicSection()).getNextUpdateDue()).hasToString("2024-01-19T09:00:00Z");
        assertThat(requireNonNull(event.getPartnerSection()).getTlp()).isEqualTo(Tlp.AMBER_STRICT);
        assertThat(requireNonNull(event.getPartnerSection()).getAudience().getMembers())
                .containsExactly("thanet");
        assertThat(requireNonNull(event.getPartnerSection()).getTechniques()).containsExactly("T1486", "T1566.001");
        assertThat(requireNonNull(event.getPartnerSection())
                        .getIndicators()
                        .get(0)
                        .getPap())
                .isEqualTo(Pap.AMBER);
        assertThat(requireNonNull(event.getLiaisonSection()).getNcscReference()).isEqualTo("R");
    }

    @Test
    void everyBadFieldIsToldAtOnce() {
        String json = """
                {"eventId": "1-2-3-4-5", "incidentId": "thanet.cyber", "expectedRevision": -1, "kind": "declared",
                 "phase": "finished", "occurredAt": "yesterday", "awareAt": "2024-01-18T12:06:00Z",
                 "rsitClass": "unknown", "proposedCategory": 7,
                 "affectedServices": [{"serviceId": "canterbury.maps", "name": " "}, null],
                 "links": [{"incidentId": "nowhere", "relation": "cousin"}],
                 "personalData": "maybe",
                 "public": {"statement": "S\\u0007"},
                 "partner": {"tlp": "TLP:WHITE", "audience": {"circles": ["surrey"], "members": ["Thanet"]},
                             "techniques": ["phishing"], "indicators": [{"type": "smell", "value": "x"}]},
                 "liaison": {"tlp": "TLP:RED", "technicalDetail": "T"}}""";

        assertThat(Examples.read(json).errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "eventId",
                        "incidentId",
                        "expectedRevision",
                        "phase",
                        "occurredAt",
                        "awareAt",
                        "rsitClass",
                        "proposedCategory",
                        "affectedServices[0].name",
                        "affectedServices[1]",
                        "links[0].incidentId",
                        "links[0].relation",
                        "personalData",
                        "public.headline",
                        "public.statement",
                        "partner.tlp",
                        "partner.audience.circles[0]",
                        "partner.audience.members[0]",
                        "partner.summary",
                        "partner.techniques[0]",
                        "partner.indicators[0].type",
                        "partner.indicators[0].pap",
                        "liaison.tlp");
    }

    @ParameterizedTest
    @CsvSource({"-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"})
    void timeThatNoLogCanHoldIsRefused(String time) {
        assertThat(Examples.read(Examples.phased(PUBLIC, "\"occurredAt\": \"" + time + "\""))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("occurredAt");
    }

    @ParameterizedTest
    @CsvSource({"x\\ud800y", "x\\u202ey", "x\\u009by", "\\u200b"})
    void textThatNobodyCanReadAsItIsWrittenIsRefused(String text) {
        assertThat(Examples.read(Examples.phased(PUBLIC, "\"suppliers\": [\"" + text + "\"]"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("suppliers[0]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TLP:GREEN        | {"circles": ["only-canterbury"]} | partner.audience
            TLP:GREEN        | {"members": ["canterbury"]}      | partner.audience
            TLP:GREEN        | {}                               | partner.audience
            TLP:AMBER+STRICT | {"circles": ["kent"]}            | partner.audience
            TLP:RED          | {"members": ["thanet"]}          | partner.tlp
            tlp:green        | {"members": ["thanet"]}          | partner.tlp
            """)
    void partnerSectionThatReachesNobodyIsRefused(String tlp, String audience, String field) {
        String partner = "\"partner\": {\"tlp\": \"%s\", \"audience\": %s, \"summary\": \"S\"}";

        assertThat(Examples.read(Examples.phased(partner.formatted(tlp, audience)))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly(field);
    }

    /** Once, a council could sign with any text, such as the name of another. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Dover District Council | Dover District Council (expected: the id of a member)
            surrey                 | surrey (expected: the id of a member in the directory)
            kent-resilience        | kent-resilience (expected: a member with the role publisher)
            """)
    void signatoryIsAMemberThatMayPublish(String signatory, String message) {
        String words = "\"public\": {\"headline\": \"H\", \"statement\": \"S\", \"signatories\": [\"dover\", \"%s\"]}";

        assertThat(Examples.read(Examples.phased(words.formatted(signatory))).errors())
                .containsExactly(new FieldError("public.signatories[1]", message));
    }

    @Test
    void memberThatMayReadNothingCannotBeNamedInAnAudience() {
        String partner = """
                "partner": {"tlp": "TLP:GREEN", "audience": {"members": ["thanet", "kent-resilience", "maidstone"]}, "summary": "S"}""";

        assertThat(Examples.read(Examples.phased(partner)).errors())
                .containsExactly(new FieldError(
                        "partner.audience.members[2]",
                        "maidstone (expected: a member with the role partner or coordinator)"));
    }

    @Test
    void redIsRefusedWithItsReason() {
        assertThat(Examples.read(Examples.phased("\"liaison\": {\"tlp\": \"TLP:RED\", \"technicalDetail\": \"T\"}"))
                        .errors())
                .singleElement()
                .extracting(FieldError::message)
                .asString()
                .contains("eyes and ears of named people");
    }

    @Test
    void declarationWithoutIncidentIdGetsTheSameOneEachTime() {
        String json = """
                {"eventId": "6F1D5EC0-0000-4000-8000-000000000001", "kind": "declared", "phase": "suspected", %s}""".formatted(PUBLIC);

        List<String> ids = List.of(
                Examples.read(json).candidates().get(0).event().subjectId(),
                Examples.read(json).candidates().get(0).event().subjectId());

        assertThat(ids).containsOnly("canterbury.6f1d5ec0-0000-4000-8000-000000000001");
    }

    @Test
    void updateWithoutIncidentIdIsRefused() {
        String json = """
                {"eventId": "6f1d5ec0-0000-4000-8000-000000000001", "kind": "updated", "phase": "suspected", %s}""".formatted(PUBLIC);

        assertThat(Examples.read(json).errors()).extracting(FieldError::field).containsExactly("incidentId");
    }

    @Test
    void eventWithoutSectionIsRefused() {
        assertThat(Examples.read(Examples.phased("\"suppliers\": []")).errors())
                .extracting(FieldError::field)
                .containsExactly("public");
    }

    @Test
    void withdrawalCarriesNoSection() {
        assertThat(Examples.read(Examples.incident("withdrawn", PUBLIC)).errors())
                .extracting(FieldError::field)
                .containsExactly("public");
        assertThat(Examples.read(Examples.incident("withdrawn", "\"suppliers\": []"))
                        .errors())
                .isEmpty();
    }

    @Test
    void resolvedIncidentHasNoOtherPhase() {
        assertThat(Examples.read(Examples.incident("resolved", "\"phase\": \"contained\"", PUBLIC))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("phase");
        assertThat(Examples.read(Examples.incident("resolved", PUBLIC)).errors())
                .isEmpty();
    }

    @Test
    void textsAndListsHaveLimits() {
        String statement = "x".repeat(1001);
        String suppliers = "\"a\",".repeat(10) + "\"a\"";
        String json = Examples.phased(
                "\"public\": {\"headline\": \"H\", \"statement\": \"" + statement + "\"}",
                "\"suppliers\": [" + suppliers + "]");

        assertThat(Examples.read(json).errors())
                .extracting(FieldError::field, FieldError::message)
                .containsExactlyInAnyOrder(
                        tuple("public.statement", "1001 characters (expected: at most 1000)"),
                        tuple("suppliers", "11 entries (expected: at most 10)"));
    }
}
