package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicIncident;

/**
 * One notice of an incident as an alert of the Common Alerting Protocol 1.2. Each notice is a message of its own; an update
 * or a cancellation refers to every message before it, so that it reaches whoever has only the first.
 *
 * @param incident the incident
 * @param at position of the notice in its history
 * @param board who is called what
 * @param baseUrl address of the site
 * @param status {@code Actual}, or {@code Exercise} or {@code Test} while it is one
 * @param texts words of the site
 */
record CapAlert(BoardIncident incident, int at, NoticeBoard board, URI baseUrl, String status, Texts texts) {

    static final String TYPE = "application/cap+xml";
    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    /** The protocol wants an offset and refuses {@code Z}. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    byte[] write() {
        return Xml.document("alert", NAMESPACE, xml -> {
            xml.element("identifier", identifier(entry()))
                    .element("sender", sender())
                    .element("sent", TIME.format(entry().recordedAt()))
                    .element("status", status)
                    .element("msgType", messageType())
                    .element("scope", "Public")
                    .element("note", note())
                    .element("references", references())
                    .element("incidents", incident.id());
            xml.element("info", this::info);
        });
    }

    String identifier() {
        return identifier(entry());
    }

    HistoryEntry entry() {
        return incident.history().get(at);
    }

    private void info(Xml xml) throws XMLStreamException {
        PublicIncident content = entry().incident();
        String council = board.nameOf(incident.publisher());
        xml.element("language", "en-GB").element("category", "Infra");
        if (content != null && !isOver(content)) {
            xml.element("category", "Security");
        }
        xml.element("event", texts.say("cap.event"))
                .element("responseType", content == null || isOver(content) ? "AllClear" : "Monitor")
                .element("urgency", content == null || isOver(content) ? "Past" : "Immediate")
                .element("severity", content != null && isOver(content) ? "Minor" : "Unknown")
                .element("certainty", certainty(content))
                .element("senderName", council)
                .element("headline", content == null ? texts.say("incident.withdrawn") : content.getHeadline())
                .element("description", content == null ? texts.say("feed.withdrawn") : description(content))
                .element("web", baseUrl + Addresses.incident(incident.id()));
        xml.element("area", area -> {
            area.element("areaDesc", council);
            String code =
                    board.member(incident.publisher()).map(BoardMember::gssCode).orElse(null);
            if (code != null) {
                area.element(
                        "geocode",
                        geocode -> geocode.element("valueName", "GSS").element("value", code));
            }
        });
    }

    private String description(PublicIncident content) {
        Words words = new Words(texts);
        return String.join(
                "\n\n",
                content.getStatement().strip(),
                words.personalData(content.getPersonalData()),
                words.attribution(incident, content, board));
    }

    private boolean isOver(PublicIncident content) {
        return content.getPhase() == Phase.RESOLVED
                || entry().kind() == EventKind.RESOLVED
                || entry().kind() == EventKind.NOT_AFFECTED;
    }

    private String certainty(@Nullable PublicIncident content) {
        if (content == null) {
            return "Unknown";
        }
        if (entry().kind() == EventKind.NOT_AFFECTED) {
            return "Unlikely";
        }
        return content.getPhase() == Phase.SUSPECTED ? "Possible" : "Observed";
    }

    private String messageType() {
        if (entry().kind() == EventKind.WITHDRAWN) {
            return "Cancel";
        }
        return at == 0 ? "Alert" : "Update";
    }

    private @Nullable String note() {
        return entry().kind() == EventKind.CORRECTED ? texts.say("incident.correction") : null;
    }

    private @Nullable String references() {
        List<HistoryEntry> earlier = incident.history().subList(0, at);
        return earlier.isEmpty()
                ? null
                : earlier.stream()
                        .map(entry -> sender() + "," + identifier(entry) + "," + TIME.format(entry.recordedAt()))
                        .collect(Collectors.joining(" "));
    }

    private String sender() {
        return incident.publisher() + "@" + baseUrl.getHost();
    }

    private String identifier(HistoryEntry entry) {
        return incident.id() + "." + entry.revision();
    }

    Instant sent() {
        return entry().recordedAt();
    }

    /** Where this message is. */
    String address() {
        return baseUrl + Addresses.cap(incident.id(), entry().revision());
    }

    String council() {
        return board.nameOf(incident.publisher());
    }

    String title() {
        PublicIncident content = entry().incident();
        return texts.say(
                "feed.entry", council(), content == null ? texts.say("incident.withdrawn") : content.getHeadline());
    }

    String kindInWords() {
        return texts.of("kind", entry().kind());
    }
}
