package uk.tocsin.partnerfanout.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.async.DeferredResult;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.problem.Problems;

/** A request that waits until something comes behind its cursor, or its time is over. It is answered once. */
final class InboxWait implements InboxReading {

    private final ReadingRight right;
    private final int limit;
    private final Instant until;
    private final Duration grace;
    private final Clock clock;
    private final DeferredResult<ObjectNode> answer;
    private final AtomicBoolean answered = new AtomicBoolean();
    private InboxCursor cursor;

    /**
     * A request that waits.
     *
     * @param limit how many records it is answered with at most
     * @param until when it is answered although nothing has come
     * @param grace how much longer reading what is there already may take
     */
    InboxWait(
            ReadingRight right,
            InboxCursor cursor,
            int limit,
            Instant until,
            Duration grace,
            Clock clock,
            DeferredResult<ObjectNode> answer) {
        this.right = right;
        this.cursor = cursor;
        this.limit = limit;
        this.until = until;
        this.grace = grace;
        this.clock = clock;
        this.answer = answer;
    }

    @Override
    public int room() {
        return answered.get() ? 0 : limit;
    }

    @Override
    public void take(List<InboxRecord> records) {
        List<ObjectNode> readable = new ArrayList<>();
        for (InboxRecord record : records) {
            cursor = cursor.after(record.partition(), record.offset());
            if (record.contract() == null) {
                record.warn();
            } else {
                readable.add(record.item(cursor.written()));
            }
        }
        if (!readable.isEmpty()) {
            answer(readable);
        }
    }

    @Override
    public boolean goesOn(boolean atEnd) {
        // What stands there already is worth a moment more.
        Instant last = atEnd ? until : until.plus(grace);
        return !answered.get() && right.stands() && clock.instant().isBefore(last);
    }

    @Override
    public void end() {
        answer(List.of());
    }

    private void answer(List<ObjectNode> found) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        if (!right.stands()) {
            answer.setErrorResult(Problems.of(HttpStatus.FORBIDDEN, "The right to read this inbox has ended."));
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("items").addAll(found);
        answer.setResult(body.put("next", cursor.written()));
    }
}
