package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;

/** The plain words for every value that the public sees. A value made after this release has words too: "not known". */
record Words(Texts texts) {

    private static final Pattern NOT_ALLOWED_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");
    private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");

    Tag state(ServiceState state) {
        return Tag.of(
                texts.of("state", state),
                switch (state) {
                    case OPERATIONAL -> "green";
                    case DEGRADED -> "yellow";
                    case PARTIAL_OUTAGE -> "orange";
                    case MAJOR_OUTAGE -> "red";
                    case RESTRICTED -> "blue";
                    case MAINTENANCE -> "purple";
                    case UNKNOWN -> "grey";
                });
    }

    /** The state of a service, or that what was said of it is withdrawn. */
    Tag state(BoardService service) {
        PublicService content = service.content();
        return content == null ? Tag.of(texts.say("standing.withdrawn"), "grey") : state(content.getState());
    }

    Tag standing(BoardIncident incident) {
        PublicIncident content = incident.content();
        if (content == null) {
            return Tag.of(texts.say("standing.withdrawn"), "grey");
        }
        if (incident.isNotAffected()) {
            return Tag.of(texts.say("standing.not-affected"), "green");
        }
        Phase phase = incident.isOpen() ? content.getPhase() : Phase.RESOLVED;
        return Tag.of(
                texts.of("phase", phase),
                switch (phase) {
                    case SUSPECTED -> "yellow";
                    case INVESTIGATING -> "orange";
                    case CONTAINED -> "blue";
                    case RECOVERING -> "turquoise";
                    case RESOLVED -> "green";
                    case UNKNOWN -> "grey";
                });
    }

    /** The latest headline, or that it is withdrawn. */
    String headline(BoardIncident incident) {
        PublicIncident content = incident.content();
        return content == null ? texts.say("incident.withdrawn") : content.getHeadline();
    }

    String kind(EventKind kind) {
        return texts.of("kind", kind);
    }

    /** What is held of personal data; belief and knowledge stay apart. */
    String personalData(PersonalData personalData) {
        return texts.of("personal-data", personalData);
    }

    /** What was promised of the next update and whether the promise is broken; null where there will be none. */
    @Nullable
    String nextUpdate(BoardIncident incident, Instant now) {
        PublicIncident content = incident.content();
        if (content == null || !incident.isOpen()) {
            return null;
        }
        Instant due = content.getNextUpdateDue();
        return due == null
                ? texts.say("next.none")
                : texts.say(due.isBefore(now) ? "next.overdue" : "next.due", texts.moment(due));
    }

    /** What is said of a service beside its name and state; cause and remedies only where something is affected. */
    List<String> details(PublicService service) {
        List<String> details = new ArrayList<>();
        String message = service.getMessage();
        if (message != null && !message.isBlank()) {
            details.add(message);
        }
        if (service.getState() != ServiceState.OPERATIONAL) {
            details.add(texts.of("cause", service.getCause()));
            addAlternative(details, service);
            Instant expectedBy = service.getExpectedBy();
            if (expectedBy != null) {
                details.add(texts.say("service.expected", texts.moment(expectedBy)));
            }
        }
        details.add(texts.say("service.since", texts.moment(service.getSince())));
        return details;
    }

    /**
     * Who says it. The publisher is proven, as only it may write to its topic; signatories are what the publisher claims.
     * A reader always sees the first, and sees the second as a claim.
     */
    String attribution(BoardIncident incident, PublicIncident content, NoticeBoard board) {
        String publisher = board.nameOf(incident.publisher());
        List<String> others = new ArrayList<>();
        for (int at = 0; at < content.getSignatories().size(); at++) {
            if (!content.getSignatories().get(at).equals(incident.publisher())) {
                others.add(signatory(content, at, board));
            }
        }
        if (others.isEmpty()) {
            return texts.say("published.by", publisher);
        }
        boolean isJoint = content.getSignatories().contains(incident.publisher());
        return texts.say(isJoint ? "published.joint" : "published.for", publisher, texts.list(others));
    }

    /** Text as its paragraphs, which blank lines separate. */
    static List<String> paragraphs(String text) {
        return Arrays.stream(BLANK_LINES.split(printable(text).strip()))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    /** The text without characters that XML has no place for: one such character must not break the feed for all. */
    static String printable(String text) {
        return NOT_ALLOWED_IN_XML.matcher(text).replaceAll("");
    }

    private void addAlternative(List<String> details, PublicService service) {
        String alternative = service.getAlternative();
        if (alternative != null && !alternative.isBlank()) {
            details.add(texts.say("service.alternative", alternative));
        }
    }

    private static String signatory(PublicIncident content, int at, NoticeBoard board) {
        List<String> names = content.getSignatoryNames();
        return at < names.size()
                ? names.get(at)
                : board.nameOf(content.getSignatories().get(at));
    }
}
