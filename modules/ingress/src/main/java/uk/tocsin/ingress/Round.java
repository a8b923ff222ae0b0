package uk.tocsin.ingress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the requests that share one transaction, one after the other: a later one sees what an earlier one is about
 * to say. Of a request everything is admitted, or nothing.
 */
final class Round {

    /** What stands on the log already. */
    interface Said {

        /** The event with that id, or null. */
        @Nullable
        Receipt find(UUID eventId);

        /** The latest revision of an incident or service, 0 when nothing has been said of it. */
        int lastRevision(Event.Subject subject);
    }

    /** Makes an admitted event into what goes to the log. */
    interface Encoder {

        /**
         * Encodes.
         *
         * @param traceparent W3C trace context of the request that caused the event
         * @throws SerializationException when this event cannot be a record, which says nothing of others
         */
        Outgoing encode(Event event, String traceparent);
    }

    /** What became of a request. */
    sealed interface Verdict {

        /** The same verdict once fresh events have been written where {@code positions} says. */
        default Verdict placed(Map<UUID, Position> positions) {
            return this;
        }

        /** One receipt for each candidate, in order; fresh ones have no position before they are written. */
        record Admitted(List<Receipt> receipts) implements Verdict {

            @Override
            public Admitted placed(Map<UUID, Position> positions) {
                return new Admitted(receipts.stream()
                        .map(receipt -> receipt.position() != null
                                ? receipt
                                : new Receipt(
                                        receipt.event(),
                                        positions.get(receipt.event().eventId())))
                        .toList());
            }
        }

        /**
         * One candidate contradicts the log, so nothing of the request is written.
         *
         * @param index which candidate is to blame, from 0
         * @param conflict what it contradicts
         */
        record Contradicted(int index, Admission.Conflict conflict) implements Verdict {}

        /**
         * One candidate cannot be a record, so nothing of the request is written. The others of its round do not suffer.
         *
         * @param index which candidate is to blame, from 0
         * @param cause what the encoder says
         */
        record Unwritable(int index, SerializationException cause) implements Verdict {}
    }

    private final Said said;
    private final Encoder encoder;
    private final Instant now;
    private final Map<UUID, Outgoing> fresh = new LinkedHashMap<>();
    private final Map<Event.Subject, Integer> revisions = new HashMap<>();

    /** @param now the time of recording of what is admitted */
    Round(Said said, Encoder encoder, Instant now) {
        this.said = said;
        this.encoder = encoder;
        this.now = now;
    }

    /** The events to write, in order. */
    List<Outgoing> fresh() {
        return List.copyOf(fresh.values());
    }

    /** Decides on one request; nothing of a dry run is kept for writing. */
    Verdict decide(Publication publication) {
        Map<UUID, Outgoing> freshHere = new LinkedHashMap<>();
        Map<Event.Subject, Integer> revisionsHere = new HashMap<>();
        List<Receipt> receipts = new ArrayList<>();
        for (Candidate candidate : publication.candidates()) {
            Event event = candidate.event();
            Receipt before = before(event.eventId(), freshHere);
            Admission admission = Admission.of(
                    candidate, before == null ? null : before.event(), lastRevision(event.subject(), revisionsHere));
            if (admission instanceof Admission.Conflict conflict) {
                return new Verdict.Contradicted(receipts.size(), conflict);
            }
            if (admission instanceof Admission.Fresh admitted) {
                Event stamped = event.stamped(admitted.revision(), now);
                try {
                    freshHere.put(event.eventId(), encoder.encode(stamped, publication.traceparent()));
                } catch (SerializationException e) {
                    return new Verdict.Unwritable(receipts.size(), e);
                }
                revisionsHere.put(event.subject(), admitted.revision());
                receipts.add(new Receipt(stamped, null));
            } else if (before != null) {
                receipts.add(before);
            }
        }
        if (!publication.dryRun()) {
            fresh.putAll(freshHere);
            revisions.putAll(revisionsHere);
        }
        return new Verdict.Admitted(receipts);
    }

    private @Nullable Receipt before(UUID eventId, Map<UUID, Outgoing> freshHere) {
        Outgoing pending = freshHere.getOrDefault(eventId, fresh.get(eventId));
        return pending == null ? said.find(eventId) : new Receipt(pending.event(), null);
    }

    private int lastRevision(Event.Subject subject, Map<Event.Subject, Integer> revisionsHere) {
        Integer pending = revisionsHere.getOrDefault(subject, revisions.get(subject));
        return pending == null ? said.lastRevision(subject) : pending;
    }
}
