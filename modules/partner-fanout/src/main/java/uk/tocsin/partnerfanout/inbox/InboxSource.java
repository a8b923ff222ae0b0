package uk.tocsin.partnerfanout.inbox;

import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads parts of inboxes for whoever is behind. */
public interface InboxSource {

    /**
     * Reads at most {@code max} records from {@code from}, and hands what came of it to {@code then} on a thread of its own
     * choice.
     */
    void read(TopicPartition inbox, long from, int max, Consumer<InboxReader.Part> then);

    /** Nothing will be read any more. A source that holds nothing open has nothing to do. */
    default void stop() {}
}
