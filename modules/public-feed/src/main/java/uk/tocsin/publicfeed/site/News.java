package uk.tocsin.publicfeed.site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That something was published, and where; not what, which is on the page.
 *
 * @param path of the page that changed
 * @param council member id of who published it
 */
record News(String path, String council) {

    /** What is on {@code after} that was not on {@code before}. */
    static List<News> between(NoticeBoard before, NoticeBoard after) {
        Stream<News> incidents = after.incidents().stream()
                .filter(incident -> isNew(before.incident(incident.id()).map(BoardIncident::latest), incident.latest()))
                .map(incident -> new News(Addresses.incident(incident.id()), incident.publisher()));
        Stream<News> services = after.services().stream()
                .filter(service -> isNew(before.service(service.id()).map(BoardService::revision), service.revision()))
                .map(service -> new News(Addresses.service(service.slug()), service.publisher()));
        return Stream.concat(incidents, services).toList();
    }

    private static <T> boolean isNew(Optional<T> before, T after) {
        return !before.equals(Optional.of(after));
    }
}
