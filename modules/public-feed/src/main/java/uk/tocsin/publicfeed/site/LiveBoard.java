package uk.tocsin.publicfeed.site;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The board as the pages see it. Empty until every notice that was there at the start has been read: half a board would
 * tell residents that something works which does not.
 */
final class LiveBoard {

    private final AtomicReference<@Nullable NoticeBoard> current = new AtomicReference<>();
    private final List<Consumer<List<News>>> listeners = new CopyOnWriteArrayList<>();

    /** Tells {@code listener} of what is new from now on; it must not wait. */
    void onNews(Consumer<List<News>> listener) {
        listeners.add(listener);
    }

    Optional<NoticeBoard> current() {
        return Optional.ofNullable(current.get());
    }

    void show(NoticeBoard board) {
        NoticeBoard before = current.getAndSet(board);
        if (before != null && before != board && !listeners.isEmpty()) {
            List<News> news = News.between(before, board);
            listeners.forEach(listener -> listener.accept(news));
        }
    }
}
