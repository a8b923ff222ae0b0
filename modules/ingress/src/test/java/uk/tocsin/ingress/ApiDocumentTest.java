package uk.tocsin.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IndicatorType;
import uk.tocsin.contracts.LinkRelation;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.Pap;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.RsitClass;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Labels;

/** What the API's document shows is what the readers take. */
class ApiDocumentTest {

    private final Directory directory = Examples.DIRECTORY.with(Examples.circle("kent-councils", "thanet", "dover"));
    private final Readings.Sayer canterbury = new Readings.Sayer("canterbury", directory, Instant.now());
    private final Readings readings = new Readings(Examples.LIMITS);

    @Test
    void exampleOfAnIncidentIsAccepted() {
        assertThat(readings.incident(Examples.parsed(ApiExamples.INCIDENT, IncidentBody.class), canterbury)
                        .errors())
                .isEmpty();
    }

    @Test
    void exampleOfAServiceStatusIsAccepted() {
        assertThat(readings.serviceStatus(
                                Examples.parsed(ApiExamples.SERVICE_STATUS, ServiceStatusBody.class), canterbury)
                        .errors())
                .isEmpty();
    }

    @Test
    void exampleOfABatchIsAccepted() {
        assertThat(readings.batch(Examples.parsed(ApiExamples.BATCH, BatchBody.class), canterbury)
                        .errors())
                .isEmpty();
    }

    @Test
    void examplesForTheDirectoryAreAccepted() {
        Fields fields = Fields.ofRequest();
        DirectoryReading reading = new DirectoryReading(Examples.LIMITS);

        reading.member(
                fields,
                "canterbury",
                Authorities.shipped()
                        .completed(fields, "canterbury", Examples.parsed(ApiExamples.MEMBER, MemberBody.class)));
        reading.circle(fields, "kent-councils", Examples.parsed(ApiExamples.CIRCLE, CircleBody.class), directory);

        assertThat(fields.errors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordsOfTheDocumentAreThoseThatAreRead(Class<? extends Record> body, String field, List<String> read) {
        Schema shown = Arrays.stream(body.getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .map(component -> component.getAccessor().getAnnotation(Schema.class))
                .findFirst()
                .orElseThrow();

        assertThat(shown.allowableValues()).containsExactlyInAnyOrderElementsOf(read);
    }

    static Stream<Arguments> words() {
        List<String> labels = Stream.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT)
                .map(Labels::written)
                .toList();
        return Stream.of(
                Arguments.of(IncidentBody.class, "kind", sayable(EventKind.values())),
                Arguments.of(IncidentBody.class, "phase", sayable(Phase.values())),
                Arguments.of(IncidentBody.class, "rsitClass", sayable(RsitClass.values())),
                Arguments.of(IncidentBody.class, "personalData", sayable(PersonalData.values())),
                Arguments.of(IncidentBody.Link.class, "relation", sayable(LinkRelation.values())),
                Arguments.of(IncidentBody.IndicatorBody.class, "type", sayable(IndicatorType.values())),
                Arguments.of(IncidentBody.IndicatorBody.class, "pap", sayable(Pap.values())),
                Arguments.of(IncidentBody.Partner.class, "tlp", labels),
                Arguments.of(IncidentBody.Liaison.class, "tlp", labels),
                Arguments.of(ServiceStatusBody.class, "state", sayable(ServiceState.values())),
                // That the cause is not known yet may be said.
                Arguments.of(ServiceStatusBody.class, "cause", written(List.of(StatusCause.values()))),
                Arguments.of(ServiceStatusBody.class, "sharing", sayable(Sharing.values())),
                Arguments.of(MemberBody.class, "kind", sayable(MemberKind.values())),
                Arguments.of(MemberBody.class, "roles", sayable(Role.values())));
    }

    private static <E extends Enum<E>> List<String> sayable(E[] values) {
        return written(Words.sayable(values));
    }

    private static List<String> written(List<? extends Enum<?>> values) {
        return values.stream().map(Words::written).toList();
    }
}
