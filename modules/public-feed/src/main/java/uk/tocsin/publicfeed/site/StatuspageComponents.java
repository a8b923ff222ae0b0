package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.publicfeed.site.Statuspage.Component;

/**
 * The services of a scope as components of Statuspage.
 *
 * @param board who is called what
 */
record StatuspageComponents(Scope scope, NoticeBoard board) {

    private static final List<String> BY_WEIGHT =
            List.of("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage");

    /** The status of every service that is there. */
    List<String> statuses() {
        return statuses(scope.services()).toList();
    }

    /** A group for each council, and behind it its services; one that was withdrawn is not there. */
    List<Component> all() {
        List<Component> components = new ArrayList<>();
        scope.services().stream()
                .filter(service -> service.content() != null)
                .map(BoardService::publisher)
                .distinct()
                .forEach(member -> addCouncil(components, member));
        return components;
    }

    private void addCouncil(List<Component> components, String member) {
        List<BoardService> services = scope.services().stream()
                .filter(service -> service.publisher().equals(member) && service.content() != null)
                .sorted(Comparator.comparing(BoardService::id))
                .toList();
        Instant created = services.stream()
                .map(BoardService::firstNoticeAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant updated = services.stream()
                .map(BoardService::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        String worst =
                statuses(services).max(Comparator.comparing(BY_WEIGHT::indexOf)).orElse(BY_WEIGHT.get(0));
        int position = components.size() + 1;
        components.add(new Component(
                member,
                board.nameOf(member),
                worst,
                created,
                updated,
                position,
                null,
                false,
                null,
                null,
                StatuspageAnswers.PAGE_ID,
                true,
                false));
        for (BoardService service : services) {
            components.add(component(service, components.size() + 1));
        }
    }

    /** One service, at its place in a list. */
    Component component(BoardService service, int position) {
        PublicService content = content(service).orElseThrow();
        return new Component(
                service.id(),
                content.getName(),
                componentStatus(content.getState()),
                service.firstNoticeAt(),
                service.updatedAt(),
                position,
                content.getMessage(),
                false,
                null,
                service.publisher(),
                StatuspageAnswers.PAGE_ID,
                false,
                false);
    }

    private static String componentStatus(ServiceState state) {
        return switch (state) {
            case OPERATIONAL -> "operational";
            case DEGRADED, RESTRICTED, UNKNOWN -> "degraded_performance";
            case PARTIAL_OUTAGE -> "partial_outage";
            case MAJOR_OUTAGE -> "major_outage";
            case MAINTENANCE -> "under_maintenance";
        };
    }

    private static Stream<String> statuses(List<BoardService> services) {
        return services.stream()
                .map(StatuspageComponents::content)
                .flatMap(Optional::stream)
                .map(content -> componentStatus(content.getState()));
    }

    private static Optional<PublicService> content(BoardService service) {
        return Optional.ofNullable(service.content());
    }
}
