package uk.tocsin.partnerfanout.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.AfterPause;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.Severity;
import uk.tocsin.contracts.SubscriptionFilter;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.partnerfanout.problem.Problems;

/**
 * Reads what a member asks for. Names of members, circles and services are taken as they are: one that is not there yet may
 * come.
 */
final class WishReading {

    private static final int MAX_VALUES = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,127}");

    private WishReading() {}

    /** The kind asked for; throws 400 for one that there is not. */
    static SubscriptionKind kind(@Nullable String kind) {
        return kind == null ? SubscriptionKind.WEBHOOK : word(SubscriptionKind.class, "kind", kind);
    }

    /** What is wanted of a backlog; throws 400 for what there is not. */
    static AfterPause afterPause(String word) {
        return word(AfterPause.class, "afterPause", word);
    }

    /** The filter asked for, or null for none; throws 400 with the field to blame. */
    static @Nullable SubscriptionFilter filter(SubscriptionJson.@Nullable Filter filter) {
        if (filter == null) {
            return null;
        }
        String least = filter.minSeverity();
        return SubscriptionFilter.newBuilder()
                .setPublishers(names("filter.publishers", filter.publishers()))
                .setFromCircles(names("filter.fromCircles", filter.fromCircles()))
                .setServices(names("filter.services", filter.services()))
                .setKinds(words(EventKind.class, "filter.kinds", filter.kinds()))
                .setPhases(words(Phase.class, "filter.phases", filter.phases()))
                .setMinSeverity(least == null ? null : word(Severity.class, "filter.minSeverity", least))
                .build();
    }

    private static List<String> names(String field, @Nullable List<String> names) {
        List<String> given = bounded(field, names);
        for (String name : given) {
            if (name == null || !NAME.matcher(name).matches()) {
                throw Problems.of(HttpStatus.BAD_REQUEST, field, name + " (expected: ids of the directory)");
            }
        }
        return List.copyOf(given);
    }

    private static <E extends Enum<E>> List<E> words(Class<E> type, String field, @Nullable List<String> words) {
        List<E> read = new ArrayList<>();
        for (String word : bounded(field, words)) {
            read.add(word(type, field, String.valueOf(word)));
        }
        return read;
    }

    private static <T> List<T> bounded(String field, @Nullable List<T> values) {
        if (values != null && values.size() > MAX_VALUES) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, field, values.size() + " values (expected: at most " + MAX_VALUES + ")");
        }
        return values == null ? List.of() : values;
    }

    private static <E extends Enum<E>> E word(Class<E> type, String field, String word) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (!constant.name().equals("UNKNOWN")) {
                String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
                if (written.equals(word)) {
                    return constant;
                }
                known.add(written);
            }
        }
        throw Problems.of(HttpStatus.BAD_REQUEST, field, word + " (expected: " + String.join(", ", known) + ")");
    }
}
