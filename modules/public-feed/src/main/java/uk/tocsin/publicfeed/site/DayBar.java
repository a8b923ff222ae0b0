package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.tocsin.contracts.ServiceState;

/**
 * The last days of a service, the worst of each day, for a picture and the words that say the same.
 *
 * @param days the oldest first
 * @param words what the picture shows
 */
record DayBar(List<Day> days, String words) {

    static final int DAYS = 90;
    private static final int WIDTH = 6;

    /** The mildest first. A day of which nothing was said is milder than any that was. */
    private static final List<ServiceState> BY_WEIGHT = List.of(
            ServiceState.OPERATIONAL,
            ServiceState.MAINTENANCE,
            ServiceState.UNKNOWN,
            ServiceState.RESTRICTED,
            ServiceState.DEGRADED,
            ServiceState.PARTIAL_OUTAGE,
            ServiceState.MAJOR_OUTAGE);

    /**
     * One day of the picture.
     *
     * @param x where it begins
     * @param y where it begins from the top: the worse the day, the taller
     * @param height to the bottom
     * @param kind the colour that repeats it
     */
    record Day(int x, int y, int height, String kind) {}

    static DayBar of(BoardService service, Instant now, Texts texts) {
        LocalDate today = now.atZone(Texts.LONDON).toLocalDate();
        List<Day> days = new ArrayList<>();
        Map<ServiceState, Integer> count = new EnumMap<>(ServiceState.class);
        for (int at = 0; at < DAYS; at++) {
            int weight = weight(service.changes(), today.minusDays(DAYS - 1L - at), now);
            if (weight >= 0) {
                count.merge(BY_WEIGHT.get(weight), 1, Integer::sum);
            }
            int height = weight < 0 ? 2 : 8 + 3 * weight;
            days.add(new Day(at * WIDTH, 28 - height, height, kind(weight)));
        }
        return new DayBar(days, words(count, texts));
    }

    /** The worst state that the service was in on a day, or -1 when nothing was said of it. */
    private static int weight(List<StateChange> changes, LocalDate day, Instant now) {
        Instant begin = day.atStartOfDay(Texts.LONDON).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(Texts.LONDON).toInstant();
        int worst = -1;
        for (int at = 0; at < changes.size(); at++) {
            Instant until = at + 1 < changes.size() ? changes.get(at + 1).from() : now.plusSeconds(1);
            if (changes.get(at).from().isBefore(end) && until.isAfter(begin)) {
                worst = Math.max(worst, BY_WEIGHT.indexOf(changes.get(at).state()));
            }
        }
        return worst;
    }

    private static String kind(int weight) {
        if (weight < 0) {
            return "none";
        }
        return weight == 0 ? "good" : weight < BY_WEIGHT.indexOf(ServiceState.PARTIAL_OUTAGE) ? "some" : "bad";
    }

    private static String words(Map<ServiceState, Integer> count, Texts texts) {
        List<String> parts = new ArrayList<>();
        for (int weight = BY_WEIGHT.size() - 1; weight > 0; weight--) {
            Integer days = count.get(BY_WEIGHT.get(weight));
            if (days != null) {
                parts.add(texts.say("bar.days", days, texts.inside(texts.of("state", BY_WEIGHT.get(weight)))));
            }
        }
        return parts.isEmpty() ? texts.say("bar.good", DAYS) : texts.say("bar.some", DAYS, texts.list(parts));
    }
}
