package uk.tocsin.publicfeed.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.tocsin.publicfeed.email.Examples.EVERYTHING;
import static uk.tocsin.publicfeed.email.Examples.START;
import static uk.tocsin.publicfeed.email.Examples.wish;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.contracts.ResidentRecord;
import uk.tocsin.contracts.Topics;

/** Who is subscribed, what of it is on the topics, and what is left of who has gone. */
class ResidentsTest {

    private static final String ADDRESS = "resident@example.org";

    private final MockProducer<String, byte[]> topics =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
                @Override
                public void close(Duration timeout) {
                    // The template closes what it was lent after each record; a real factory keeps it open.
                }
            };
    private final Vault vault = new Vault(Examples.seal(1));
    private final ResidentFold fold = new ResidentFold(vault);
    private final Residents residents = residents(fold);

    @Test
    void confirmedAddressIsSubscribedOnce() {
        Request request = Examples.request(ADDRESS, EVERYTHING);

        assertThat(residents.confirm(request)).isEqualTo(Residents.Outcome.SUBSCRIBED);
        int written = topics.history().size();
        assertThat(residents.confirm(request)).isEqualTo(Residents.Outcome.SUBSCRIBED);

        assertThat(topics.history()).hasSize(written);
        assertThat(fold.from(null)).singleElement().satisfies(resident -> {
            assertThat(resident.address()).isEqualTo(ADDRESS);
            assertThat(resident.residentId()).isEqualTo(request.requestId());
        });
    }

    @Test
    void topicsShowNeitherTheAddressNorWhatIsWanted() {
        residents.confirm(Examples.request(ADDRESS, wish(Set.of("canterbury"), Set.of("planning"))));

        assertThat(topics.history()).hasSize(2).allSatisfy(record -> {
            assertThat(new String(record.value(), ISO_8859_1))
                    .doesNotContain("resident@", "example.org", "canterbury", "planning");
            assertThat(record.headers()).isEmpty();
        });
    }

    @Test
    void askingAgainForTheSameAddressChangesWhatIsWantedAndUsesTheLink() {
        Request first = Examples.request(ADDRESS, EVERYTHING);
        Request second = Examples.request("Resident@Example.org", wish(Set.of("dover"), Set.of()));
        residents.confirm(first);

        assertThat(residents.confirm(second)).isEqualTo(Residents.Outcome.SUBSCRIBED);

        assertThat(fold.from(null)).singleElement().satisfies(resident -> {
            assertThat(resident.residentId()).isEqualTo(first.requestId());
            assertThat(resident.wish()).isEqualTo(second.wish());
        });
        assertThat(residents.confirm(second)).isEqualTo(Residents.Outcome.USED);
    }

    @Test
    void whoEndsIsGoneAndNoOldLinkBringsThemBack() {
        Request first = Examples.request(ADDRESS, EVERYTHING);
        Request second = Examples.request(ADDRESS, EVERYTHING);
        residents.confirm(first);
        residents.confirm(second);

        residents.end(first.requestId());
        int written = topics.history().size();
        residents.end(first.requestId());

        assertThat(topics.history()).hasSize(written);
        assertThat(fold.from(null)).isEmpty();
        assertThat(fold.size()).isZero();
        assertThat(residents.confirm(first)).isEqualTo(Residents.Outcome.USED);
        assertThat(residents.confirm(second)).isEqualTo(Residents.Outcome.USED);
        assertThat(readAgain(topics.history()).from(null)).isEmpty();
    }

    @Test
    void whatTheTopicOfKeysHasLetGoNobodyCanOpenAnyMore() {
        Request request = Examples.request(ADDRESS, EVERYTHING);
        residents.confirm(request);
        List<ProducerRecord<String, byte[]>> before = List.copyOf(topics.history());
        residents.end(request.requestId());

        // The log of subscriptions as a backup still has it, with the key of the settings; the log of keys is
        // compacted.
        ResidentFold stolen = readAgain(before.stream()
                .filter(record -> record.topic().equals(Topics.RESIDENT_SUBSCRIPTIONS))
                .toList());
        assertThat(stolen.from(null)).isEmpty();
        byte[] otherKey = vault.newKey(request.requestId());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vault.open(request.requestId(), before.get(1).value(), otherKey));
        assertThat(readAgain(before).from(null)).as("with its key it could be").hasSize(1);
    }

    @Test
    void foldIsTheSameInWhateverOrderTheTwoTopicsAreRead() {
        Request request = Examples.request(ADDRESS, EVERYTHING);
        residents.confirm(request);
        residents.confirm(Examples.request(ADDRESS, wish(Set.of("dover"), Set.of())));
        residents.confirm(Examples.request("other@example.org", EVERYTHING));
        residents.end(request.requestId());

        for (String first : List.of(Topics.RESIDENT_KEYS, Topics.RESIDENT_SUBSCRIPTIONS)) {
            List<ProducerRecord<String, byte[]>> ordered = topics.history().stream()
                    .sorted((one, other) -> Boolean.compare(
                            other.topic().equals(first), one.topic().equals(first)))
                    .toList();
            assertThat(readAgain(ordered).from(null))
                    .as("%s first", first)
                    .extracting(Subscription::address)
                    .containsExactly("other@example.org");
        }
    }

    @Test
    void addressEnteredByTwoProcessesAtOnceIsOneAndEndsAsOne() {
        Residents elsewhere = residents(new ResidentFold(vault));
        Request other = Examples.request(ADDRESS, EVERYTHING);
        residents.confirm(Examples.request(ADDRESS, EVERYTHING));
        elsewhere.confirm(other);

        ResidentFold whole = readAgain(topics.history());
        assertThat(whole.from(null)).hasSize(1);
        assertThat(whole.size()).isEqualTo(1);
        residents(whole).end(other.requestId());
        assertThat(whole.from(null)).isEmpty();
        assertThat(readAgain(topics.history()).from(null)).isEmpty();
    }

    @Test
    void thereIsRoomForSoManyAddressesAndNoMore() {
        for (int number = 0; number < 3; number++) {
            residents.confirm(Examples.request(number + "@example.org", EVERYTHING));
        }

        assertThat(residents.isFull()).isTrue();
        assertThat(residents.confirm(Examples.request("one-more@example.org", EVERYTHING)))
                .isEqualTo(Residents.Outcome.FULL);
        assertThat(residents.confirm(Examples.request("0@example.org", wish(Set.of("dover"), Set.of()))))
                .isEqualTo(Residents.Outcome.SUBSCRIBED);
    }

    @Test
    void whatIsSealedUnderAnotherKeyIsLeftAloneAndNotTakenBack() {
        residents.confirm(Examples.request(ADDRESS, EVERYTHING));
        ResidentFold wrong = new ResidentFold(new Vault(Examples.seal(2)));
        into(wrong, topics.history());
        topics.clear();

        Residents operatorsMistake = residents(wrong);
        operatorsMistake.sweep();
        operatorsMistake.sweep();

        assertThat(wrong.from(null)).isEmpty();
        assertThat(topics.history()).extracting(ProducerRecord::key).containsOnly("nobody");
    }

    @Test
    void subscriptionWhoseKeyIsGoneIsTakenBackByTheSecondSweep() {
        Request request = Examples.request(ADDRESS, EVERYTHING);
        residents.confirm(request);
        ResidentFold left = new ResidentFold(vault);
        left.subscription(request.requestId(), topics.history().get(1).value());
        Residents after = residents(left);
        topics.clear();

        after.sweep();
        assertThat(topics.history()).extracting(ProducerRecord::key).containsOnly("nobody");
        after.sweep();
        assertThat(topics.history())
                .extracting(ProducerRecord::key)
                .contains(request.requestId().toString());
    }

    private Residents residents(ResidentFold fold) {
        return new Residents(
                fold,
                vault,
                new KafkaTemplate<>(() -> topics),
                (topic, record) -> ((ResidentRecord) record).getSealed().array(),
                Examples.properties(),
                Clock.fixed(START, ZoneOffset.UTC));
    }

    private ResidentFold readAgain(List<ProducerRecord<String, byte[]>> records) {
        ResidentFold again = new ResidentFold(vault);
        into(again, records);
        return again;
    }

    private static void into(ResidentFold fold, List<ProducerRecord<String, byte[]>> records) {
        for (ProducerRecord<String, byte[]> record : records) {
            if (record.topic().equals(Topics.RESIDENT_KEYS)) {
                fold.key(UUID.fromString(record.key()), record.value());
            } else {
                fold.subscription(UUID.fromString(record.key()), record.value());
            }
        }
    }
}
