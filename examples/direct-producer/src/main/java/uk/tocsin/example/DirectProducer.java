package uk.tocsin.example;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractSerializer;
import uk.tocsin.kafka.registry.TrustedContracts;

/** A council declares an incident to one partner, straight on its own topic: brokers, registry, its id, the partner's id. */
public final class DirectProducer {

    private DirectProducer() {}

    /** Writes one event, which is revision 1 of a new incident, and says where it is. */
    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("Four arguments are expected: broker, registry, publisher, partner; such as"
                    + " 127.0.0.1:9092 http://127.0.0.1:8081/apis/ccompat/v7 canterbury thanet");
            System.exit(2);
        }
        TrustedContracts.trust();
        IncidentEvent event = declared(args[2], args[3]);
        Map<String, Object> config = Map.of("bootstrap.servers", args[0], "schema.registry.url", args[1]);
        try (var producer =
                new KafkaProducer<String, SpecificRecord>(config, new StringSerializer(), serializer(config))) {
            // The key is the incident: it keeps the order, and a record under any other becomes a dead letter.
            var message =
                    new ProducerRecord<String, SpecificRecord>(Topics.incidents(args[2]), event.getIncidentId(), event);
            RecordMetadata written = producer.send(message).get();
            System.out.println(event.getIncidentId() + " is at " + written);
        }
    }

    private static ContractSerializer serializer(Map<String, Object> config) {
        var serializer = new ContractSerializer();
        serializer.configure(config, false);
        return serializer;
    }

    private static IncidentEvent declared(String publisher, String partner) {
        return IncidentEvent.newBuilder()
                .setEventId(UUID.randomUUID())
                .setIncidentId(publisher + ".direct-" + Instant.now().getEpochSecond())
                .setPublisher(publisher)
                .setRevision(1)
                .setKind(EventKind.DECLARED)
                .setPhase(Phase.INVESTIGATING)
                .setRecordedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setPersonalData(PersonalData.NOT_KNOWN)
                .setPartnerSection(PartnerSection.newBuilder()
                        .setTlp(Tlp.AMBER)
                        .setAudience(new Audience(List.of(), List.of(partner)))
                        .setSummary("Example: unusual sign-ins to one server.")
                        .build())
                .build();
    }
}
