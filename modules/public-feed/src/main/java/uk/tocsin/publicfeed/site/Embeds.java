package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;

/**
 * What a council puts on its own site: a badge, and the values of LocalGov Drupal.
 *
 * @param council whose it is
 * @param scope what is known of it
 * @param texts words of the site
 */
record Embeds(BoardMember council, Scope scope, Texts texts) {

    /** How one service is, in the values of LocalGov Drupal's service status. */
    record DrupalService(
            String id,
            String name,
            String status,
            String label,
            @Nullable String message,
            Instant updated) {}

    /** An alert banner, in the values of LocalGov Drupal. */
    record DrupalBanner(String type, String title, String link) {}

    /** All of a council. */
    record Drupal(
            String council,
            List<DrupalService> services,
            @Nullable DrupalBanner alertBanner) {}

    /** Services in three values, and a banner in the fourth kind of value while an incident goes on. */
    Drupal drupal(URI baseUrl) {
        List<DrupalService> services = scope.services().stream()
                .flatMap(service -> drupal(service).stream())
                .toList();
        return new Drupal(council.name(), services, banner(baseUrl));
    }

    private Optional<DrupalService> drupal(BoardService service) {
        PublicService content = service.content();
        return content == null
                ? Optional.empty()
                : Optional.of(new DrupalService(
                        service.id(),
                        content.getName(),
                        value(content.getState()),
                        new Words(texts).state(content.getState()).text(),
                        content.getMessage(),
                        service.updatedAt()));
    }

    private static String value(ServiceState state) {
        return switch (state) {
            case MAJOR_OUTAGE -> "0-severe-impact";
            case OPERATIONAL -> "2-no-issues";
            default -> "1-has-issues";
        };
    }

    private @Nullable DrupalBanner banner(URI baseUrl) {
        return scope.incidents().stream()
                .filter(BoardIncident::isOpen)
                .findFirst()
                .map(incident -> new DrupalBanner(
                        hasOutage() ? "50--major" : "20--minor",
                        new Words(texts).headline(incident),
                        baseUrl + Addresses.incident(incident.id())))
                .orElse(null);
    }

    private boolean hasOutage() {
        return scope.services().stream()
                .map(BoardService::content)
                .anyMatch(content -> content != null && content.getState() == ServiceState.MAJOR_OUTAGE);
    }

    /** Whether the council itself reports an incident, or a service that does not work as it should. */
    boolean isAffected() {
        return scope.incidents().stream().anyMatch(BoardIncident::isOpen)
                || scope.services().stream().anyMatch(BoardService::isAffected);
    }

    /**
     * How the council is by its own word, in a few words. The services counted are those that do not work as they should and
     * those that an open incident names without a state of their own.
     */
    public Tag summary() {
        long services =
                scope.services().stream().filter(BoardService::isAffected).count()
                        + scope.namedServices(council.id()).size();
        if (!isAffected()) {
            return Tag.of(texts.say("badge.none"), "green");
        }
        return services == 0
                ? Tag.of(texts.say("badge.incident"), "orange")
                : Tag.of(texts.say("badge.services", services), hasOutage() ? "red" : "orange");
    }

    /** The badge: the council's name and how it is, in words and a colour that repeats them. */
    byte[] badge() {
        Tag summary = summary();
        String name = council.name();
        int left = width(name);
        int all = left + width(summary.text());
        return Xml.document("svg", "http://www.w3.org/2000/svg", svg -> {
            svg.attribute("width", Integer.toString(all))
                    .attribute("height", "28")
                    .attribute("viewBox", "0 0 " + all + " 28")
                    .attribute("role", "img")
                    .attribute("font-family", "system-ui, Arial, sans-serif")
                    .attribute("font-size", "14");
            svg.element("title", name + ": " + summary.text());
            svg.element("rect", box -> box(box, 0, left, "#1d3c5c"));
            svg.element("rect", box -> box(box, left, all - left, fill(summary)));
            svg.element("text", text -> text(text, left / 2, name));
            svg.element("text", text -> text(text, left + (all - left) / 2, summary.text()));
        });
    }

    private static void box(Xml rect, int from, int width, String fill) throws javax.xml.stream.XMLStreamException {
        rect.attribute("x", Integer.toString(from))
                .attribute("width", Integer.toString(width))
                .attribute("height", "28")
                .attribute("fill", fill);
    }

    private static void text(Xml text, int middle, String words) throws javax.xml.stream.XMLStreamException {
        text.attribute("x", Integer.toString(middle))
                .attribute("y", "19")
                .attribute("fill", "#ffffff")
                .attribute("text-anchor", "middle")
                .text(words);
    }

    /** White on each has a contrast of more than 4.5 to 1. */
    private static String fill(Tag tag) {
        return tag.style().endsWith("green") ? "#005a30" : tag.style().endsWith("red") ? "#942514" : "#8a3d00";
    }

    /** Wide enough for most fonts: they differ, and text that is cut off says nothing. */
    private static int width(String text) {
        return 24 + text.length() * 8;
    }
}
