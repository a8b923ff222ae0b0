package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.inbox.InboxSource;
import uk.tocsin.partnerfanout.line.DeliveryRules;
import uk.tocsin.partnerfanout.line.DeliveryTimer;
import uk.tocsin.partnerfanout.line.Overtaken;

/**
 * Looks once through a backlog before it is delivered, for a subscription whose owner wants only the latest of it. Everything
 * happens on the thread of deliveries, except reading.
 */
final class BacklogScan {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final InboxSource source;
    private final DeliveryTimer thread;
    private final DeliveryRules rules;
    private final int atOnce;
    private final int maxSubjects;

    /**
     * A scan.
     *
     * @param atOnce how many records are read at once
     * @param maxSubjects of how many incidents and services the latest is kept
     */
    BacklogScan(InboxSource source, DeliveryTimer thread, DeliveryRules rules, int atOnce, int maxSubjects) {
        this.source = source;
        this.thread = thread;
        this.rules = rules;
        this.atOnce = atOnce;
        this.maxSubjects = maxSubjects;
    }

    /**
     * Says what is overtaken of what stands from {@code from} to {@code end}, or null when the inbox does not hold that place.
     */
    void of(Subscription subscription, TopicPartition inbox, long from, long end, Consumer<@Nullable Overtaken> then) {
        Instant before = Overtaken.before(subscription);
        if (before == null || from >= end) {
            then.accept(Overtaken.NOTHING);
            return;
        }
        var overtaken = new Overtaken(
                before,
                maxSubjects,
                record -> rules.withheld(subscription, record).isEmpty());
        read(inbox, from, end, overtaken, then);
    }

    private void read(
            TopicPartition inbox, long from, long end, Overtaken overtaken, Consumer<@Nullable Overtaken> then) {
        source.read(inbox, from, atOnce, part -> thread.execute(() -> took(inbox, from, end, overtaken, then, part)));
    }

    private void took(
            TopicPartition inbox,
            long from,
            long end,
            Overtaken overtaken,
            Consumer<@Nullable Overtaken> then,
            InboxReader.Part part) {
        if (part instanceof InboxReader.Part.Gone) {
            then.accept(null);
        } else if (part instanceof InboxReader.Part.Read read) {
            overtaken.add(read.records());
            if (overtaken.isComplete() || read.next() >= end) {
                then.accept(overtaken);
            } else {
                read(inbox, read.next(), end, overtaken, then);
            }
        } else {
            thread.after(RETRY, () -> read(inbox, from, end, overtaken, then));
        }
    }
}
