package uk.tocsin.publicfeed.site;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The board as the pages see it. Empty until every notice that was there at the start has been read: half a board would
 * tell residents that something works which does not.
 */
final class LiveBoard {

    private final AtomicReference<@Nullable NoticeBoard> current = new AtomicReference<>();

    Optional<NoticeBoard> current() {
        return Optional.ofNullable(current.get());
    }

    void show(NoticeBoard board) {
        current.set(board);
    }
}
