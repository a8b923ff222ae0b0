package uk.tocsin.publicfeed.email;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A resident who has proved an address, and what is wanted.
 *
 * @param residentId made at random
 * @param address where letters go, as it was typed
 * @param wishes what was wanted since when, oldest first; never empty
 */
record Subscription(UUID residentId, String address, List<Since> wishes) {

    /** Most changes that are remembered; of more the oldest are forgotten, and with them who was told what in their time. */
    static final int MOST_WISHES = 50;

    /** What was wanted from a moment on. */
    record Since(Instant from, Wish wish) {}

    /** What has been told to somebody of one subject. */
    private enum Held {
        NOTHING,
        NEWS,
        ALL_WELL
    }

    Subscription {
        wishes = List.copyOf(wishes);
    }

    /** The subscription with another wish from {@code now} on. */
    Subscription wanting(Wish wish, Instant now) {
        List<Since> after =
                new ArrayList<>(wishes.subList(Math.max(0, wishes.size() - MOST_WISHES + 1), wishes.size()));
        after.add(new Since(now, wish));
        return new Subscription(residentId, address, after);
    }

    /**
     * Whether a notice is to be sent: what is wanted at its time, and whatever follows on what was sent before, so that a
     * correction, a withdrawal and an end reach everyone who had the beginning, also when the wish has changed since.
     * Nothing that was said before the address was proved is sent. This depends on nothing but what is on the topics: asked
     * again, it gives the same answer.
     *
     * @param before what was said of the same subject before, oldest first
     */
    boolean wants(Said said, List<Said> before) {
        Held held = Held.NOTHING;
        for (Said earlier : before) {
            if (earlier.revision() < said.revision() && sends(earlier, held)) {
                held = after(earlier);
            }
        }
        return sends(said, held);
    }

    private boolean sends(Said said, Held held) {
        return switch (said.weight()) {
            case NEWS -> held != Held.NOTHING || covers(said);
            case ALL_WELL -> held == Held.NEWS;
            case WITHDRAWAL -> held != Held.NOTHING;
        };
    }

    private static Held after(Said sent) {
        return switch (sent.weight()) {
            case NEWS -> Held.NEWS;
            case ALL_WELL -> Held.ALL_WELL;
            case WITHDRAWAL -> Held.NOTHING;
        };
    }

    private boolean covers(Said said) {
        return wishAt(said.publishedAt()).map(wish -> wish.covers(said)).orElse(false);
    }

    private Optional<Wish> wishAt(Instant moment) {
        Optional<Wish> wish = Optional.empty();
        for (Since since : wishes) {
            if (!since.from().isAfter(moment)) {
                wish = Optional.of(since.wish());
            }
        }
        return wish;
    }

    /** What is wanted now. */
    Wish wish() {
        return wishes.get(wishes.size() - 1).wish();
    }

    /** An address as it is compared with others: whoever writes it in capitals has the same. */
    static String comparable(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** Does not show the address. */
    @Override
    public String toString() {
        return "Subscription[" + residentId + "]";
    }
}
