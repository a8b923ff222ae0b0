package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.StatusCause;

/** The plain words for every value that the public sees. A value made after this release has words here too: "not known". */
final class Words {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter FULL_HOUR = DateTimeFormatter.ofPattern("h", Locale.UK);
    private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("h:mm", Locale.UK);
    private static final Pattern NOT_ALLOWED_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");
    private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");

    private Words() {}

    /** A moment as GOV.UK writes it, in London: {@code 18 January 2024 at 2:05pm}. */
    static String moment(Instant instant) {
        ZonedDateTime london = instant.atZone(LONDON);
        return DAY.format(london) + " at " + time(london.toLocalTime());
    }

    private static String time(LocalTime time) {
        if (time.getMinute() == 0 && time.getHour() == 0) {
            return "midnight";
        }
        if (time.getMinute() == 0 && time.getHour() == 12) {
            return "midday";
        }
        String digits = (time.getMinute() == 0 ? FULL_HOUR : HOUR_AND_MINUTE).format(time);
        return digits + (time.getHour() < 12 ? "am" : "pm");
    }

    static Tag state(ServiceState state) {
        return switch (state) {
            case OPERATIONAL -> Tag.of("Working normally", "green");
            case DEGRADED -> Tag.of("Working with problems", "yellow");
            case PARTIAL_OUTAGE -> Tag.of("Partly unavailable", "orange");
            case MAJOR_OUTAGE -> Tag.of("Unavailable", "red");
            case RESTRICTED -> Tag.of("Limited", "blue");
            case MAINTENANCE -> Tag.of("Planned work", "purple");
            case UNKNOWN -> Tag.of("State not known", "grey");
        };
    }

    static String cause(StatusCause cause) {
        return switch (cause) {
            case INCIDENT -> "Because of a security incident";
            case PRECAUTION -> "As a precaution";
            case UNRELATED -> "Not because of a security incident";
            case PLANNED -> "This was planned";
            case UNKNOWN -> "The cause is not known yet";
        };
    }

    static Tag phase(Phase phase) {
        return switch (phase) {
            case SUSPECTED -> Tag.of("Suspected", "yellow");
            case INVESTIGATING -> Tag.of("Being investigated", "orange");
            case CONTAINED -> Tag.of("Contained", "blue");
            case RECOVERING -> Tag.of("Services being restored", "turquoise");
            case RESOLVED -> Tag.of("Resolved", "green");
            case UNKNOWN -> Tag.of("Stage not known", "grey");
        };
    }

    static Tag standing(BoardIncident incident) {
        if (incident.isWithdrawn()) {
            return Tag.of("Withdrawn", "grey");
        }
        if (incident.isNotAffected()) {
            return Tag.of("Not affected", "green");
        }
        return !incident.isOpen() || incident.content() == null
                ? Tag.of("Resolved", "green")
                : phase(incident.content().getPhase());
    }

    static String kind(EventKind kind) {
        return switch (kind) {
            case DECLARED -> "First notice";
            case UPDATED -> "Update";
            case CORRECTED -> "Correction";
            case WITHDRAWN -> "Withdrawal";
            case RESOLVED -> "Resolved";
            case NOT_AFFECTED -> "Not affected";
            case UNKNOWN -> "Notice";
        };
    }

    /** What is held of personal data; belief and knowledge stay apart. */
    static String personalData(PersonalData personalData) {
        return switch (personalData) {
            case NOT_KNOWN -> "It is not yet known whether personal data has been affected.";
            case NOT_BELIEVED_AFFECTED -> "It is not believed that personal data has been affected.";
            case SUSPECTED -> "It is suspected that personal data has been affected. This is not confirmed.";
            case CONFIRMED -> "It is confirmed that personal data has been affected.";
            case NOT_AFFECTED -> "Personal data has not been affected.";
            case UNKNOWN -> "Nothing has been said about personal data.";
        };
    }

    /** What was promised of the next update, and whether the promise is broken. */
    static String nextUpdate(@Nullable Instant due, Instant now) {
        if (due == null) {
            return "No time has been given for the next update.";
        }
        return due.isBefore(now)
                ? "Overdue: the next update was due by " + moment(due) + "."
                : "The next update is due by " + moment(due) + ".";
    }

    /** Names in a sentence: {@code A, B and C}. */
    static String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
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
}
