package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PublicService;

/**
 * Puts incidents and services into the rows that pages list them in.
 *
 * @param board who is called what
 * @param texts words of the site
 * @param now by which a promise is overdue
 */
record Rows(NoticeBoard board, Texts texts, Instant now) {

    static final Comparator<BoardIncident> LATEST_FIRST =
            Comparator.comparing(BoardIncident::updatedAt).reversed().thenComparing(BoardIncident::id);
    private static final Comparator<BoardService> AFFECTED_FIRST =
            Comparator.comparing(BoardService::isAffected).reversed().thenComparing(BoardService::id);

    /**
     * One incident in a list.
     *
     * @param href address of its page
     * @param headline its latest headline, or that it is withdrawn
     * @param council who speaks of it
     * @param standing in words and colour
     * @param updated when the last notice was recorded
     * @param nextUpdate what was promised of the next update, or null where there will be none
     * @param overdue whether that promise is broken
     */
    record IncidentRow(
            String href,
            String headline,
            String council,
            Tag standing,
            String updated,
            @Nullable String nextUpdate,
            boolean overdue) {}

    /**
     * One service.
     *
     * @param href address of the page of this service across councils
     * @param name as residents know it
     * @param council whose it is
     * @param councilHref address of the council's page
     * @param state in words and colour
     * @param details what else is said of it, a sentence each
     * @param bar its last days, or null when what was said is withdrawn or the page shows none
     */
    record ServiceRow(
            String href,
            String name,
            String council,
            String councilHref,
            Tag state,
            List<String> details,
            @Nullable DayBar bar) {}

    /**
     * A link with what it leads to.
     *
     * @param href address
     * @param name its text
     * @param note what is said beside it, or null for nothing
     */
    record LinkRow(String href, String name, @Nullable String note) {}

    /** Those incidents, the latest first. */
    List<IncidentRow> incidents(Stream<BoardIncident> incidents) {
        return incidents.sorted(LATEST_FIRST).map(this::row).toList();
    }

    /** Those services, those affected first. */
    List<ServiceRow> services(Stream<BoardService> services) {
        return services.sorted(AFFECTED_FIRST).map(this::row).toList();
    }

    /** The same without the picture of their last days, for a page that shows none: making it is most of the work. */
    List<ServiceRow> servicesWithoutBar(Stream<BoardService> services) {
        return services.sorted(AFFECTED_FIRST)
                .map(service -> row(service, null))
                .toList();
    }

    IncidentRow row(BoardIncident incident) {
        Words words = new Words(texts);
        return new IncidentRow(
                Addresses.incident(incident.id()),
                words.headline(incident),
                board.nameOf(incident.publisher()),
                words.standing(incident),
                texts.moment(incident.updatedAt()),
                words.nextUpdate(incident, now),
                incident.isOverdue(now));
    }

    ServiceRow row(BoardService service) {
        return row(service, service.content() == null ? null : DayBar.of(service, now, texts));
    }

    private ServiceRow row(BoardService service, @Nullable DayBar bar) {
        Words words = new Words(texts);
        PublicService content = service.content();
        return new ServiceRow(
                Addresses.service(service.slug()),
                content == null ? service.id() : content.getName(),
                board.nameOf(service.publisher()),
                Addresses.council(service.publisher()),
                words.state(service),
                content == null
                        ? List.of(texts.say("service.withdrawn", texts.moment(service.updatedAt())))
                        : words.details(content),
                bar);
    }
}
