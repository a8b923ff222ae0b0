package uk.tocsin.partnerfanout;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which records of an inbox a subscription has finished. Its position is the lowest unfinished one, so that nothing is
 * lost; what is finished above it is written beside the position, so that after a crash little is sent again. Not safe
 * for several threads.
 */
final class DeliveryProgress {

    /** What a broker keeps beside a position, by default, in bytes. */
    static final int MAX_NOTE = 4_000;

    private static final Pattern NOTE = Pattern.compile("v1:[0-9a-z]+(?::(?:[0-9a-z]+,?)+)?");
    private static final int RADIX = 36;

    private final NavigableSet<Long> unfinished = new TreeSet<>();
    private long seenUpTo;

    /** Starts at {@code position}, with nothing finished above it. */
    DeliveryProgress(long position) {
        this.seenUpTo = position;
    }

    /** Goes on from a position and what {@link #note} wrote beside it; a note of another make counts for nothing. */
    static DeliveryProgress of(long position, String note) {
        var progress = new DeliveryProgress(position);
        if (NOTE.matcher(note).matches()) {
            String[] parts = note.split(":", 3);
            progress.seenUpTo = position + Long.parseLong(parts[1], RADIX);
            long offset = position;
            for (String step : parts.length < 3 ? new String[0] : parts[2].split(",", -1)) {
                offset += Long.parseLong(step, RADIX);
                progress.unfinished.add(offset);
            }
        }
        return progress;
    }

    /** Whether the record at {@code offset} is still to be delivered. */
    boolean wants(long offset) {
        return offset >= seenUpTo || unfinished.contains(offset);
    }

    /** A record was taken in hand. */
    void begun(long offset) {
        unfinished.add(offset);
        seenUpTo = Math.max(seenUpTo, offset + 1);
    }

    /** Everything before {@code next} has been read, also what holds no record. */
    void readUpTo(long next) {
        seenUpTo = Math.max(seenUpTo, next);
    }

    /** A record was delivered, given up or withheld, and that was written down. */
    void finished(long offset) {
        unfinished.remove(offset);
    }

    /** The lowest unfinished record, or where the next one will be. */
    long position() {
        return unfinished.isEmpty() ? seenUpTo : unfinished.first();
    }

    /** How far reading is ahead of the position. */
    long ahead() {
        return seenUpTo - position();
    }

    /** How many records are in hand. */
    int open() {
        return unfinished.size();
    }

    /** What {@link #of} needs beside the position; empty when there is nothing to say, or too much. */
    String note() {
        long position = position();
        if (seenUpTo == position) {
            return "";
        }
        var note = new StringBuilder("v1:").append(Long.toString(seenUpTo - position, RADIX));
        char separator = ':';
        long before = position;
        for (long offset : unfinished) {
            note.append(separator).append(Long.toString(offset - before, RADIX));
            separator = ',';
            before = offset;
        }
        return note.length() > MAX_NOTE ? "" : note.toString();
    }
}
