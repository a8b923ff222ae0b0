package uk.tocsin.partnerfanout.position;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which records of an inbox a subscription has finished. Its position is the lowest unfinished one, so that nothing is
 * lost. What is finished above it is written beside the position, so that whoever goes on sends little again, and so is
 * when each record that is not taken was first tried, so that it is not tried for ever. Not safe for several threads.
 */
public final class DeliveryProgress {

    /** What a broker keeps beside a position, by default, in bytes. */
    static final int MAX_NOTE = 4_000;

    /** Possessive: a pair is never tried in another way, which would take some of the stack for each. */
    private static final String PAIRS = "(?:[0-9a-z]{1,12}\\.[0-9a-z]{1,12},?)*+";

    private static final Pattern NOTE = Pattern.compile("v2:" + PAIRS + ":" + PAIRS);
    private static final int RADIX = 36;

    /** Stretches above the position of which nothing is left to do: where each begins, and where it is over. */
    private final NavigableMap<Long, Long> finished = new TreeMap<>();

    private final NavigableMap<Long, Instant> firstTried = new TreeMap<>();
    private long position;
    private long seen;

    /** Starts at {@code position}, with nothing finished above it. */
    public DeliveryProgress(long position) {
        this.position = position;
        this.seen = position;
    }

    /** Goes on from a position and what {@link #note} wrote beside it; a note of another make counts for nothing. */
    public static DeliveryProgress of(long position, String note) {
        var progress = new DeliveryProgress(position);
        if (NOTE.matcher(note).matches()) {
            String[] parts = note.split(":", 3);
            long at = position;
            for (long[] pair : pairs(parts[1])) {
                progress.finish(at + pair[0], at + pair[0] + pair[1]);
                at += pair[0] + pair[1];
            }
            for (long[] pair : pairs(parts[2])) {
                progress.firstTried.put(position + pair[0], Instant.ofEpochSecond(pair[1]));
            }
        }
        return progress;
    }

    private static long[][] pairs(String text) {
        String[] pairs = text.isEmpty() ? new String[0] : text.split(",", -1);
        long[][] read = new long[pairs.length][];
        for (int i = 0; i < pairs.length; i++) {
            String[] pair = pairs[i].split("\\.", -1);
            read[i] = pair.length < 2
                    ? new long[] {0, 0}
                    : new long[] {Long.parseLong(pair[0], RADIX), Long.parseLong(pair[1], RADIX)};
        }
        return read;
    }

    /** Whether the record at {@code offset} is still to be delivered. */
    public boolean wants(long offset) {
        if (offset < position) {
            return false;
        }
        Map.Entry<Long, Long> stretch = finished.floorEntry(offset);
        return stretch == null || stretch.getValue() <= offset;
    }

    /** A record was seen, the first behind all that was seen before; between them is none. */
    public void seen(long offset) {
        readUpTo(offset);
        seen = Math.max(seen, offset + 1);
    }

    /** Everything before {@code next} has been seen: there is no more record in it. */
    public void readUpTo(long next) {
        if (next > seen) {
            finish(seen, next);
            seen = next;
        }
    }

    /** Where the first record is that was never seen. */
    public long seenUpTo() {
        return seen;
    }

    /** When the record at {@code offset} was first tried, by whichever process: now, if it was not. */
    public Instant tried(long offset, Instant now) {
        return firstTried.computeIfAbsent(offset, first -> now);
    }

    /** A record was delivered, given up or withheld, and that was written down. */
    public void finished(long offset) {
        firstTried.remove(offset);
        finish(offset, offset + 1);
    }

    /** Of everything from {@code from} up to {@code to} nothing is left to do. */
    public void finished(long from, long to) {
        finish(from, to);
    }

    /** What is finished in {@code other} is finished here, too. */
    public void add(DeliveryProgress other) {
        finish(0, other.position);
        other.finished.forEach(this::finish);
    }

    private void finish(long from, long to) {
        long start = Math.max(from, position);
        if (to <= start) {
            return;
        }
        Map.Entry<Long, Long> before = finished.floorEntry(start);
        long first = before != null && before.getValue() >= start ? before.getKey() : start;
        long last = to;
        for (Map.Entry<Long, Long> next = finished.ceilingEntry(first);
                next != null && next.getKey() <= last;
                next = finished.ceilingEntry(first)) {
            last = Math.max(last, next.getValue());
            finished.remove(next.getKey());
        }
        if (first <= position) {
            position = last;
        } else {
            finished.put(first, last);
        }
    }

    /** The lowest unfinished record, or where the next one will be. */
    public long position() {
        return position;
    }

    /** How far reading is ahead of the position. */
    public long ahead() {
        return Math.max(0, seen - position);
    }

    /**
     * What {@link #of} needs beside the position; empty when there is nothing to say, or too much. When it would be too much
     * only with the times, these are left out.
     */
    public String note() {
        if (finished.isEmpty() && firstTried.isEmpty()) {
            return "";
        }
        var stretches = new StringBuilder("v2:");
        long at = position;
        for (Map.Entry<Long, Long> stretch : finished.entrySet()) {
            append(stretches, stretch.getKey() - at, stretch.getValue() - stretch.getKey());
            at = stretch.getValue();
        }
        stretches.append(':');
        var note = new StringBuilder(stretches);
        firstTried.forEach((offset, time) -> append(note, offset - position, time.getEpochSecond()));
        if (note.length() <= MAX_NOTE) {
            return note.toString();
        }
        return finished.isEmpty() || stretches.length() > MAX_NOTE ? "" : stretches.toString();
    }

    private static void append(StringBuilder note, long one, long other) {
        if (note.charAt(note.length() - 1) != ':') {
            note.append(',');
        }
        note.append(Long.toString(one, RADIX)).append('.').append(Long.toString(other, RADIX));
    }
}
