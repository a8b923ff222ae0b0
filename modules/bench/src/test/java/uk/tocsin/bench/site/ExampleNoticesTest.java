package uk.tocsin.bench.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class ExampleNoticesTest {

    private static final List<PublicNotice> NOTICES = ExampleNotices.of(400, 50);

    @Test
    void everyCouncilIsThereAndSomeHaveAnIncident() {
        assertThat(NOTICES.stream().map(PublicNotice::getPublisher).collect(Collectors.toSet()))
                .hasSize(400);
        assertThat(NOTICES.stream()
                        .filter(notice -> notice.getSubjectType() == SubjectType.INCIDENT)
                        .map(PublicNotice::getSubjectId)
                        .collect(Collectors.toSet()))
                .hasSize(50)
                .contains(ExampleNotices.incident(0));
    }

    @Test
    void someServicesAreAffectedAndMostAreNot() {
        List<PublicService> services = NOTICES.stream()
                .flatMap(notice -> Stream.ofNullable(notice.getService()))
                .toList();

        assertThat(services)
                .hasSize(2_000)
                .filteredOn(service -> service.getState() != ServiceState.OPERATIONAL)
                .hasSize(100);
    }

    @Test
    void revisionsOfAnIncidentAreInOrder() {
        assertThat(NOTICES.stream()
                        .filter(notice -> notice.getSubjectId().equals(ExampleNotices.incident(0)))
                        .map(PublicNotice::getRevision))
                .containsExactly(1, 2, 3);
    }
}
