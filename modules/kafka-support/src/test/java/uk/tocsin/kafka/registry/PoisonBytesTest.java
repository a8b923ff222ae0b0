package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.probe.ProbeNotice;
import uk.tocsin.contracts.probe.ProbeState;

/** Whatever bytes stand on a topic: they are a record, or a {@link SerializationException} says why not. */
class PoisonBytesTest {

    private static final FakeRegistry REGISTRY = new FakeRegistry();
    private static final RegistryConfig CONFIG = new RegistryConfig(Map.of("schema.registry.url", REGISTRY.url()));
    private static final SchemaRegistryClient CLIENT = new SchemaRegistryClient(CONFIG);
    private static final ContractDeserializer DESERIALIZER =
            new ContractDeserializer(CLIENT, List.of(ProbeNotice.class), CONFIG);
    private static final ProbeNotice NOTICE =
            ProbeNotice.of("n-1", Instant.EPOCH, ProbeState.CLOSED, "a note", List.of("one", "two", "three"));
    private static final byte[] GOOD =
            Objects.requireNonNull(new ContractSerializer(CLIENT, CONFIG).serialize("t", NOTICE));

    @AfterContainer
    static void closeRegistry() {
        REGISTRY.close();
    }

    /** What became of the bytes: a record, or null for a refusal. Anything else fails the test. */
    private static @Nullable Object outcome(byte[] bytes) {
        try {
            return DESERIALIZER.deserialize("t", bytes);
        } catch (SerializationException e) {
            assertThat(e).hasMessageStartingWith("Record on t cannot be read: ");
            return null;
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
        outcome(bytes);
    }

    @Property
    void anyBytesBehindAGoodHeaderAreReadOrRefused(@ForAll @Size(max = 300) byte[] avro) {
        outcome(ByteBuffer.allocate(5 + avro.length).put(GOOD, 0, 5).put(avro).array());
    }

    @Property
    void aRecordWithAnyByteChangedIsReadOrRefusedAndTheNextIsRead(@ForAll("changed") byte[] bytes) {
        outcome(bytes);

        assertThat(outcome(GOOD)).isInstanceOf(ProbeNotice.class);
    }

    @Provide
    Arbitrary<byte[]> changed() {
        var places = Arbitraries.integers().between(0, GOOD.length - 1);
        return places.flatMap(place -> Arbitraries.bytes().map(value -> {
            var bytes = GOOD.clone();
            bytes[place] = value;
            return bytes;
        }));
    }
}
