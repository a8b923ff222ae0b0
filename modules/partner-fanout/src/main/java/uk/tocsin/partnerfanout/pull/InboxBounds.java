package uk.tocsin.partnerfanout.pull;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.Topics;
import uk.tocsin.partnerfanout.problem.Problems;

/**
 * What an inbox holds at one moment.
 *
 * @param memberId whose inbox
 * @param first the first offset that each partition still holds
 * @param end where the next record of each partition that readers may see will be
 */
record InboxBounds(String memberId, Map<Integer, Long> first, Map<Integer, Long> end) {

    InboxBounds {
        first = Map.copyOf(first);
        end = Map.copyOf(end);
    }

    TopicPartition partition(int partition) {
        return new TopicPartition(Topics.inbox(memberId), partition);
    }

    /** The cursor of a reader that has read all there is. */
    InboxCursor cursorAtEnd() {
        return InboxCursor.before(end);
    }

    /**
     * Where a reader goes on in each partition.
     *
     * @param name of the parameter or header that holds the cursor, for whoever sent it
     * @throws org.springframework.web.ErrorResponseException 400 for a place that this inbox never had, 410 for one that it
     *     no longer has
     */
    Map<Integer, Long> after(InboxCursor cursor, String name) {
        for (int partition : cursor.last().keySet()) {
            if (!end.containsKey(partition)) {
                throw unknown(cursor, name);
            }
        }
        Map<Integer, Long> next = new HashMap<>();
        end.forEach((partition, ending) -> {
            long beginning = first.getOrDefault(partition, 0L);
            long wanted = cursor.next(partition).orElse(beginning);
            if (wanted > ending) {
                throw unknown(cursor, name);
            }
            if (wanted < beginning) {
                throw Problems.of(
                        HttpStatus.GONE,
                        name,
                        cursor.written() + " is not in this inbox any more (expected: an id that it still holds)");
            }
            next.put(partition, wanted);
        });
        return next;
    }

    private static RuntimeException unknown(InboxCursor cursor, String name) {
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                name,
                cursor.written() + " never was in this inbox (expected: an id that it gave you)");
    }
}
