package uk.tocsin.replay;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/**
 * Merges sources that are each in order into one order of time. Nothing is given out while an open source has nothing
 * to compare with, because its next element might be the earliest. Elements of one source keep their order even where
 * their times do not rise.
 *
 * @param <S> what names a source; breaks ties between equal times, so that the order is the same every time
 * @param <E> the elements
 */
final class TimeMerge<S, E> {

    private record Head<S>(Instant at, S source) {}

    private final Function<E, Instant> timeOf;
    private final Map<S, Deque<E>> waiting = new HashMap<>();
    private final Set<S> starving = new HashSet<>();
    private final Set<S> ended = new HashSet<>();
    private final PriorityQueue<Head<S>> heads;

    TimeMerge(Iterable<S> sources, Function<E, Instant> timeOf, Comparator<S> tieBreak) {
        this.timeOf = timeOf;
        this.heads = new PriorityQueue<>(
                Comparator.comparing((Head<S> head) -> head.at()).thenComparing(head -> head.source(), tieBreak));
        sources.forEach(source -> {
            waiting.put(source, new ArrayDeque<>());
            starving.add(source);
        });
    }

    /** Adds the next element of {@code source}. */
    void add(S source, E element) {
        queue(source).add(element);
        if (starving.remove(source)) {
            heads.add(new Head<>(timeOf.apply(element), source));
        }
    }

    /** Says that nothing more will come from {@code source}. */
    void end(S source) {
        ended.add(source);
        starving.remove(source);
    }

    boolean isEnded(S source) {
        return ended.contains(source);
    }

    /** How many elements of {@code source} wait. */
    int waiting(S source) {
        return queue(source).size();
    }

    /** The earliest element, or empty while an open source has none or when all is given out. */
    Optional<E> next() {
        Head<S> head = starving.isEmpty() ? heads.poll() : null;
        if (head == null) {
            return Optional.empty();
        }
        Deque<E> queue = queue(head.source());
        E element = queue.remove();
        E following = queue.peek();
        if (following != null) {
            heads.add(new Head<>(timeOf.apply(following), head.source()));
        } else if (!ended.contains(head.source())) {
            starving.add(head.source());
        }
        return Optional.of(element);
    }

    /** Whether every source has ended and everything is given out. */
    boolean isDone() {
        return starving.isEmpty() && heads.isEmpty();
    }

    private Deque<E> queue(S source) {
        Deque<E> queue = waiting.get(source);
        if (queue == null) {
            throw new IllegalArgumentException("no source " + source);
        }
        return queue;
    }
}
