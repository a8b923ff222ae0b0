package uk.tocsin.bench.fanout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.Contracts;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.PartnerDisclosure;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.registry.ContractSerializer;
import uk.tocsin.kafka.registry.RegistryConfig;
import uk.tocsin.kafka.registry.SchemaRegistryClient;
import uk.tocsin.kafka.topics.RecordFactory;

/** Reads events and makes alerts of them, for those that stand beside Tocsin: with its encoding, without its ledger. */
final class Codec {

    private static final String PARTNER = Cast.partners(1).get(0);

    final ContractSerializer serializer;
    final ContractDeserializer deserializer;
    final RecordFactory records;
    private final Directory directory;

    Codec(String registry, String circle) {
        RegistryConfig config = new RegistryConfig(Map.of(RegistryConfig.URL, registry));
        SchemaRegistryClient client = new SchemaRegistryClient(config);
        this.serializer = new ContractSerializer(client, config);
        this.deserializer = new ContractDeserializer(client, Contracts.RECORDS, config);
        this.records = new RecordFactory(serializer);
        this.directory = onlyOne(circle);
    }

    /** The event in a record. */
    IncidentEvent event(ConsumerRecord<?, byte[]> record) {
        if (deserializer.deserialize(record.topic(), record.value()) instanceof IncidentEvent event) {
            return event;
        }
        throw new IllegalStateException("offset " + record.offset() + " of " + record.topic() + " is no incident");
    }

    /** The alert that every partner in the audience gets. */
    PartnerAlert alert(IncidentEvent event) {
        return PartnerDisclosure.of(event, directory, PARTNER, false)
                .disclosed()
                .orElseThrow(() -> new IllegalStateException("event " + event.getEventId() + " is withheld"));
    }

    /** A directory that costs next to nothing to look into: whoever is measured with it has a head start. */
    private static Directory onlyOne(String circle) {
        DirectoryEntry.Builder entry = DirectoryEntry.newBuilder()
                .setEntryId(PARTNER)
                .setRecordedAt(Instant.EPOCH)
                .setRecordedBy(PARTNER);
        Member member = Member.newBuilder()
                .setMemberId(PARTNER)
                .setName(PARTNER)
                .setKind(MemberKind.COUNCIL)
                .setRoles(List.of(Role.PARTNER))
                .build();
        Circle members = Circle.newBuilder()
                .setCircleId(circle)
                .setName(circle)
                .setMembers(List.of(PARTNER))
                .build();
        return Directory.EMPTY
                .with(DirectoryEntry.newBuilder(entry).setMember(member).build())
                .with(DirectoryEntry.newBuilder(entry).setCircle(members).build());
    }
}
