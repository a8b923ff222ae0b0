package uk.tocsin.bench.stack;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.tocsin.contracts.Topics;

/** Who takes part: example members, entered into a real directory over HTTP as an administrator would. */
public final class Cast {

    private static final int PUBLISHERS = 4;

    private static final String COORDINATOR = "example-coordinator";

    private Cast() {}

    /** Councils that publish. */
    public static List<String> publishers() {
        return IntStream.rangeClosed(1, PUBLISHERS)
                .mapToObj(number -> "example-council-" + number)
                .toList();
    }

    /** The first {@code count} members that receive. */
    public static List<String> partners(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> String.format(Locale.ROOT, "example-partner-%03d", number))
                .toList();
    }

    /** The circle of the first {@code partners} partners. */
    public static String circle(int partners) {
        return "example-circle-" + partners;
    }

    /** Where the councils say what has happened. */
    public static List<String> sources() {
        return publishers().stream().map(Topics::incidents).toList();
    }

    /** Enters everyone, and a circle for each number of partners. */
    public static void enter(HubProcess hub, List<Integer> widths) {
        HubApi administrator = hub.as(COORDINATOR, "administrator");
        administrator.enterMember(COORDINATOR, "coordinating-body", "coordinator", "administrator");
        int most = widths.stream().mapToInt(Integer::intValue).max().orElse(0);
        Stream.concat(publishers().stream(), partners(most).stream())
                .forEach(member -> administrator.enterMember(member, "council", "publisher", "partner"));
        widths.forEach(width -> administrator.enterCircle(circle(width), partners(width)));
    }
}
