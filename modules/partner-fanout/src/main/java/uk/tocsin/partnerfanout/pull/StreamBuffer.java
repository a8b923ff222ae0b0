package uk.tocsin.partnerfanout.pull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * What waits for the writer of one stream, of which there is one at a time, and none while there is nothing to write. Whoever is
 * told that a writer is wanted starts it. Safe for several threads.
 */
final class StreamBuffer {

    private final int most;
    private final Deque<InboxRecord> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean beating;
    private boolean full;
    private boolean over;

    StreamBuffer(int most) {
        this.most = most;
    }

    /** How many more records can wait. */
    synchronized int room() {
        int room = over ? 0 : most - waiting.size();
        full |= room == 0;
        return room;
    }

    /** Whether nothing waits and nothing is being written. */
    synchronized boolean isIdle() {
        return !writing && waiting.isEmpty();
    }

    /** Lets records wait; says whether a writer is wanted. */
    synchronized boolean add(List<InboxRecord> records) {
        if (over) {
            return false;
        }
        waiting.addAll(records);
        return claim();
    }

    /** Asks for a heartbeat, unless something is being written anyway; says whether a writer is wanted. */
    synchronized boolean beat() {
        if (over || writing) {
            return false;
        }
        beating = true;
        return claim();
    }

    private boolean claim() {
        boolean free = !writing;
        writing = true;
        return free;
    }

    /** For the writer: whether a heartbeat is due. One that records have overtaken is not. */
    synchronized boolean takeBeat() {
        boolean due = beating && waiting.isEmpty();
        beating = false;
        return due;
    }

    /** For the writer: the next, or null when there is none for it, and then it has ended. */
    synchronized @Nullable InboxRecord next(boolean mayRead) {
        InboxRecord record = over || !mayRead ? null : waiting.poll();
        writing = record != null;
        return record;
    }

    /** Whether anybody found no room since this was asked last. */
    synchronized boolean wasFull() {
        boolean before = full;
        full = false;
        return before;
    }

    /** Nothing waits any more, and nothing will. */
    synchronized void close() {
        over = true;
        waiting.clear();
    }

    synchronized boolean isOver() {
        return over;
    }
}
