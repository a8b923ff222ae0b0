package uk.tocsin.ncscliaison;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.ReferralDecision;
import uk.tocsin.kafka.deadletter.DeadLetterReason;

/**
 * The desk at which NCSC takes referrals from the queue. What it has taken from the broker it keeps locked until it is
 * answered, given back or its time runs out. An answer is safe on its topic before the queue forgets the referral, so
 * that at worst a referral is offered again, and its response has the same id then.
 *
 * <p>Belongs to one thread.
 */
final class ReferralDesk {

    /** The share group; its position is what NCSC has dealt with. */
    static final String GROUP = "tocsin-ncsc-desk";

    private static final Logger LOG = LoggerFactory.getLogger(ReferralDesk.class);

    private final ReferralQueue queue;
    private final DeskWriter writer;
    private final Deserializer<SpecificRecord> contracts;
    private final NcscLiaisonProperties properties;
    private final Clock clock;
    private final LeaseBook book;
    private Instant renewed;
    private Instant polled;

    ReferralDesk(
            ReferralQueue queue,
            DeskWriter writer,
            Deserializer<SpecificRecord> contracts,
            NcscLiaisonProperties properties,
            Clock clock) {
        this.queue = queue;
        this.writer = writer;
        this.contracts = contracts;
        this.properties = properties;
        this.clock = clock;
        this.book = new LeaseBook(properties.leaseTime(), UUID::randomUUID);
        this.renewed = clock.instant();
        this.polled = renewed;
    }

    /**
     * Leases the next referral. New ones come from the broker once all that came before are settled.
     *
     * @param goOn asked between two fetches whether it is worth going on
     */
    Optional<Lease> take(String holder, BooleanSupplier goOn) {
        Instant deadline = clock.instant().plus(properties.fetchWait());
        while (!book.isWaiting()
                && queue.isEmpty()
                && goOn.getAsBoolean()
                && clock.instant().isBefore(deadline)) {
            Duration left = Duration.between(clock.instant(), deadline);
            enter(fetch(left));
        }
        return book.take(holder, clock.instant());
    }

    /**
     * What has come. A request that found nothing leaves a fetch open behind it, so that after a pause the lock on what
     * comes first may be old, or gone: it is renewed, and what the broker refuses is not offered to anybody.
     */
    private List<ConsumerRecord<byte[], byte[]>> fetch(Duration wait) {
        boolean afterPause = Duration.between(polled, clock.instant()).compareTo(renewEvery()) >= 0;
        List<ConsumerRecord<byte[], byte[]>> messages = queue.fetch(wait);
        if (afterPause && !messages.isEmpty()) {
            queue.renew(properties.sendTimeout());
            messages = queue.held().stream().map(queue::message).toList();
        }
        polled = clock.instant();
        return messages;
    }

    /** Ends a lease as its holder wishes. */
    Settled settle(UUID leaseId, String holder, Settlement wish) {
        Optional<Lease> found = book.find(leaseId, holder, clock.instant());
        if (found.isEmpty()) {
            return Settled.NO_LEASE;
        }
        Lease lease = found.get();
        if (wish instanceof Settlement.Accept accept) {
            respond(lease, accept.answer(), ReferralDecision.ACCEPTED);
            return letGo(lease.position(), AcknowledgeType.ACCEPT);
        }
        if (wish instanceof Settlement.Reject reject) {
            respond(lease, reject.answer(), ReferralDecision.REJECTED);
            return letGo(lease.position(), AcknowledgeType.REJECT);
        }
        // What the queue does not confirm had run out, and is back in the queue as was wished.
        letGo(lease.position(), AcknowledgeType.RELEASE);
        return Settled.DONE;
    }

    /** Gives back what has run out and keeps the rest locked. Call it often; it does something only when it is time. */
    void keep() {
        Instant now = clock.instant();
        for (Position position : book.expired(now)) {
            letGo(position, AcknowledgeType.RELEASE);
        }
        if (queue.isEmpty()) {
            renewed = now;
            return;
        }
        if (Duration.between(renewed, now).compareTo(renewEvery()) >= 0) {
            queue.renew(properties.sendTimeout());
            renewed = clock.instant();
            int lost = book.retain(queue.held());
            if (lost > 0) {
                LOG.atWarn().addKeyValue("error", lost + " leases lost").log("The broker took referrals back.");
            }
            enter(queue.held().stream()
                    .filter(position -> !book.knows(position))
                    .map(queue::message)
                    .toList());
        }
    }

    /** A third of the lock, so that one renewal may fail. */
    private Duration renewEvery() {
        return properties.lockTime().dividedBy(3);
    }

    private void enter(List<ConsumerRecord<byte[], byte[]>> messages) {
        renewed = clock.instant();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            int deliveries = message.deliveryCount().map(Short::intValue).orElse(1);
            if (deliveries > properties.deliveryLimit()) {
                giveUp(
                        message,
                        DeadLetterReason.UNDELIVERABLE,
                        "offered " + (deliveries - 1) + " times, never answered");
                continue;
            }
            try {
                if (contracts.deserialize(message.topic(), message.value()) instanceof Referral referral) {
                    book.offer(Position.of(message), referral, deliveries, clock.instant());
                } else {
                    giveUp(message, DeadLetterReason.UNEXPECTED_TYPE, "not a referral");
                }
            } catch (SerializationException e) {
                giveUp(message, DeadLetterReason.UNREADABLE, String.valueOf(e.getMessage()));
            }
        }
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> message, DeadLetterReason reason, String cause) {
        writer.giveUp(message, reason, cause);
        letGo(Position.of(message), AcknowledgeType.REJECT);
        LOG.atError()
                .addKeyValue("topicName", message.topic())
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .addKeyValue("error", reason.word())
                .log("A referral became a dead letter.");
    }

    private void respond(Lease lease, Answer answer, ReferralDecision decision) {
        writer.respond(answer.response(lease.referral(), decision, lease.holder(), clock.instant()));
        LOG.atInfo()
                .addKeyValue("eventId", lease.referral().getEventId())
                .addKeyValue("incidentId", lease.referral().getIncidentId())
                .addKeyValue("member", lease.holder())
                .log("A referral was answered.");
    }

    private Settled letGo(Position position, AcknowledgeType type) {
        book.settle(position);
        return queue.settle(position, type, properties.sendTimeout()) ? Settled.DONE : Settled.UNCONFIRMED;
    }
}
