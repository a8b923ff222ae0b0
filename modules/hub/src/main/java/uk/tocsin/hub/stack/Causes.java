package uk.tocsin.hub.stack;

import java.util.stream.Stream;

/** Reads chains of causes, which is where libraries put what a person wants to know. */
final class Causes {

    private static final int LONGEST = 200;

    private Causes() {}

    static boolean include(Throwable error, Class<? extends Throwable> type) {
        return chain(error).anyMatch(type::isInstance);
    }

    /** The innermost reason, cut to one line of at most 200 characters. */
    static String firstLine(Throwable error) {
        Throwable root = chain(error).reduce(error, (outer, inner) -> inner);
        String text = root.getMessage();
        String line = text == null || text.isBlank()
                ? root.getClass().getSimpleName()
                : text.strip().lines().findFirst().orElseThrow();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(LONGEST);
    }
}
