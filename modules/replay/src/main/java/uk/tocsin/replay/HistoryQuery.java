package uk.tocsin.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Ids;
import uk.tocsin.kafka.json.ContractJson;

/**
 * What is asked of history.
 *
 * @param from the earliest moment, itself included
 * @param to the latest moment, itself left out
 * @param member only events of this publisher, if given
 * @param incident only events of this incident, if given
 * @param kind only events that say this, if given
 */
record HistoryQuery(
        Instant from,
        Instant to,
        @Nullable String member,
        @Nullable String incident,
        @Nullable EventKind kind) {

    /** What came of reading a request. */
    sealed interface Outcome {}

    /** The request makes sense. */
    record Valid(HistoryQuery query) implements Outcome {}

    /** It does not; each entry says why in words for whoever asked. */
    record Invalid(List<Fault> faults) implements Outcome {}

    /** One parameter and what is wrong with it. */
    record Fault(String field, String message) {}

    /** The parameters as they came. */
    record Parameters(
            @Nullable String from,
            @Nullable String to,
            @Nullable String member,
            @Nullable String incident,
            @Nullable String kind) {}

    /**
     * Reads a request.
     *
     * @param given the parameters as they came
     * @param now the end of the range when none is given
     * @param maxRange the longest range allowed
     */
    static Outcome read(Parameters given, Instant now, Duration maxRange) {
        List<Fault> faults = new ArrayList<>();
        Optional<Instant> from = instant("from", given.from(), faults);
        Optional<Instant> to = given.to() == null ? Optional.of(now) : instant("to", given.to(), faults);
        if (from.isPresent() && to.isPresent()) {
            checkRange(from.get(), to.get(), maxRange, faults);
        }
        String member = given.member();
        if (member != null && !Ids.isMember(member)) {
            faults.add(new Fault("member", "Give the id of a member, such as canterbury."));
        }
        String incident = given.incident();
        if (incident != null && !isSubject(incident)) {
            faults.add(new Fault("incident", "Give the id of an incident, such as canterbury.2024-01-cyber."));
        }
        Optional<EventKind> kind = kind(given.kind(), faults);
        return faults.isEmpty()
                ? new Valid(new HistoryQuery(from.orElseThrow(), to.orElseThrow(), member, incident, kind.orElse(null)))
                : new Invalid(List.copyOf(faults));
    }

    /** Whether the moment lies in the range. */
    boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /** Whether this is asked for; asked of what the reader sees, never of what is hidden from it. */
    boolean wants(Shown shown) {
        return (incident == null || incident.equals(shown.subjectId())) && (kind == null || kind == shown.kind());
    }

    private static void checkRange(Instant from, Instant to, Duration maxRange, List<Fault> faults) {
        if (!from.isBefore(to)) {
            faults.add(new Fault("to", "The end of the range must be after its start."));
        } else if (Duration.between(from, to).compareTo(maxRange) > 0) {
            faults.add(new Fault("to", "The range is longer than " + maxRange.toDays() + " days."));
        }
    }

    private static Optional<Instant> instant(String field, @Nullable String text, List<Fault> faults) {
        if (text != null) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                // Told below, in the same words as for a missing value.
            }
        }
        faults.add(new Fault(field, "Give a date and time with its offset, such as 2024-01-18T10:00:00Z."));
        return Optional.empty();
    }

    private static Optional<EventKind> kind(@Nullable String text, List<Fault> faults) {
        if (text == null) {
            return Optional.empty();
        }
        List<EventKind> known = Arrays.stream(EventKind.values())
                .filter(each -> each != EventKind.UNKNOWN)
                .toList();
        Optional<EventKind> kind = known.stream()
                .filter(each -> ContractJson.written(each).equals(text))
                .findFirst();
        if (kind.isEmpty()) {
            List<String> words = known.stream().map(ContractJson::written).toList();
            faults.add(new Fault("kind", "Give one of " + String.join(", ", words) + "."));
        }
        return kind;
    }

    private static boolean isSubject(String id) {
        int stop = id.indexOf('.');
        return stop > 0 && Ids.isSubjectOf(id.substring(0, stop), id);
    }
}
