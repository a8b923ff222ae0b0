package uk.tocsin.ingress;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Topics;

/** An event of a council, of either type. */
sealed interface Event {

    UUID eventId();

    /** The incident or service that it is about: the key on the topic. */
    String subjectId();

    String publisher();

    String topic();

    /** What its revision counts in: an incident and a service may have the same id. */
    default Subject subject() {
        return new Subject(topic(), subjectId());
    }

    int revision();

    SpecificRecord contract();

    /** The same event at another revision and time of recording. */
    Event stamped(int revision, Instant recordedAt);

    /** What it says of its incident, or null for a service. */
    @Nullable
    EventKind kind();

    /** Whether both say the same; revision and time of recording are the hub's and do not count. */
    default boolean saysTheSameAs(Event other) {
        return stamped(0, Instant.EPOCH)
                .contract()
                .equals(other.stamped(0, Instant.EPOCH).contract());
    }

    /** The event in {@code contract}, or empty for a record that no council topic should hold. */
    static Optional<Event> of(@Nullable SpecificRecord contract) {
        if (contract instanceof IncidentEvent incident) {
            return Optional.of(new Incident(incident));
        }
        if (contract instanceof ServiceStatusEvent status) {
            return Optional.of(new Status(status));
        }
        return Optional.empty();
    }

    /** An incident or service of a council, told apart by its topic. */
    record Subject(String topic, String id) {}

    record Incident(IncidentEvent contract) implements Event {
        @Override
        public UUID eventId() {
            return contract.getEventId();
        }

        @Override
        public String subjectId() {
            return contract.getIncidentId();
        }

        @Override
        public String publisher() {
            return contract.getPublisher();
        }

        @Override
        public String topic() {
            return Topics.incidents(contract.getPublisher());
        }

        @Override
        public int revision() {
            return contract.getRevision();
        }

        @Override
        public EventKind kind() {
            return contract.getKind();
        }

        @Override
        public Incident stamped(int revision, Instant recordedAt) {
            return new Incident(IncidentEvent.newBuilder(contract)
                    .setRevision(revision)
                    .setRecordedAt(recordedAt)
                    .build());
        }
    }

    record Status(ServiceStatusEvent contract) implements Event {
        @Override
        public UUID eventId() {
            return contract.getEventId();
        }

        @Override
        public String subjectId() {
            return contract.getServiceId();
        }

        @Override
        public String publisher() {
            return contract.getPublisher();
        }

        @Override
        public String topic() {
            return Topics.serviceStatus(contract.getPublisher());
        }

        @Override
        public int revision() {
            return contract.getRevision();
        }

        @Override
        public @Nullable EventKind kind() {
            return null;
        }

        @Override
        public Status stamped(int revision, Instant recordedAt) {
            return new Status(ServiceStatusEvent.newBuilder(contract)
                    .setRevision(revision)
                    .setRecordedAt(recordedAt)
                    .build());
        }
    }
}
