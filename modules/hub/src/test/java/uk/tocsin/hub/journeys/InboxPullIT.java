package uk.tocsin.hub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.TestStack;

/** A partner that fetches: a request that waits, a stream that goes on where it was cut, and Kafka itself. */
class InboxPullIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Hub hub = Hub.get();
    private final String member = "example-" + Long.toString(System.nanoTime(), 36);
    private final String inbox = Topics.inbox(member);
    private final Caller partner = hub.as(member, Role.PARTNER);

    @BeforeEach
    void join() {
        hub.member(member, "council", "publisher", "partner");
        await().atMost(SOON).until(() -> partner.get("/v1/inbox").status() == 200);
    }

    @Test
    void requestThatWaitsIsAnsweredAsSoonAsSomethingComesAndNothingIsMissedBetweenTwo() {
        var waiting = CompletableFuture.supplyAsync(() -> partner.get("/v1/inbox?after=start&wait=30s"));
        alert("canterbury.one");

        JsonNode first = waiting.orTimeout(15, java.util.concurrent.TimeUnit.SECONDS)
                .join()
                .json();
        assertThat(subjects(first)).containsExactly("canterbury.one");

        alert("canterbury.two", "canterbury.three", "canterbury.four");
        // How many come at once is not promised, only how many at most, and that nothing is missed between two answers.
        List<String> rest = new ArrayList<>();
        JsonNode answer = first;
        while (rest.size() < 3) {
            String next = answer.path("next").asString();
            answer = partner.get("/v1/inbox?limit=2&wait=10s&after=" + next).json();
            assertThat(subjects(answer)).hasSizeBetween(1, 2);
            rest.addAll(subjects(answer));
        }
        String end = answer.path("next").asString();
        JsonNode last = partner.get("/v1/inbox?after=" + end).json();
        assertThat(rest).containsExactly("canterbury.two", "canterbury.three", "canterbury.four");
        assertThat(subjects(last)).isEmpty();
        assertThat(last.path("next").asString()).isEqualTo(end);
    }

    @Test
    void streamThatWasCutGoesOnExactlyBehindTheLastIdAndTheOthersDoNotNotice() throws Exception {
        List<String> whole = Collections.synchronizedList(new ArrayList<>());
        List<String> cut = Collections.synchronizedList(new ArrayList<>());
        List<String> resumed = Collections.synchronizedList(new ArrayList<>());
        try (var stays = new InboxStreamReader(partner, whole::add)) {
            try (var goes = new InboxStreamReader(partner, cut::add)) {
                alert("canterbury.one", "canterbury.two");
                await().atMost(SOON).until(() -> cut.size() == 2 && whole.size() == 2);
                assertThat(goes.ended()).isFalse();
            }
            alert("canterbury.three", "canterbury.four");
            String second =
                    partner.get("/v1/inbox?limit=3").json().at("/items/2/id").asString();
            try (var comesBack = new InboxStreamReader(partner, resumed::add, second)) {
                await().atMost(SOON).until(() -> resumed.size() == 2 && whole.size() == 4);
                alert("canterbury.five");
                await().atMost(SOON).until(() -> resumed.size() == 3 && whole.size() == 5);
                assertThat(comesBack.ended()).isFalse();
            }
            assertThat(stays.ended()).isFalse();
        }
        assertThat(cut).containsExactlyElementsOf(whole.subList(0, 2));
        assertThat(resumed).containsExactlyElementsOf(whole.subList(2, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"after=5-5", "after=0-999999", "after=x", "wait=5s", "after=start&wait=1h", "after=start&wait=x"
            })
    void placeThatNeverWasAndTimeThatIsNoneAreRefused(String query) {
        Caller.Answer answer = partner.get("/v1/inbox?" + query);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isIn("after", "wait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5-5", "0-999999", "0-0.7-1", "nonsense"})
    void streamBehindAPlaceThatNeverWasIsRefused(String lastEventId) throws Exception {
        try (var stream = new InboxStreamReader(partner, data -> {}, lastEventId)) {
            assertThat(stream.status()).isEqualTo(400);
        }
    }

    /** The settings are those of the recipe in docs/delivery.md, read from there. */
    @Test
    void plainKafkaConsumerReadsTheInboxByTheRecipeAndGoesOnWhereItCommitted() throws IOException {
        alert("canterbury.one", "canterbury.two");
        assertThat(consume(2)).containsExactly("canterbury.one", "canterbury.two");

        hub.kafka.writeAndAbort(inbox, "canterbury.undone", Events.alert("canterbury.undone", 1));
        alert("canterbury.three");
        assertThat(consume(1)).containsExactly("canterbury.three");
    }

    private List<String> consume(int count) throws IOException {
        Matcher recipe = Pattern.compile("```properties\n(group.id=thanet\\..*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "..", "docs", "delivery.md")));
        assertThat(recipe.find()).isTrue();
        var settings = new Properties();
        settings.load(new StringReader(recipe.group(1)));
        settings.put("bootstrap.servers", TestStack.get().bootstrapServers());
        settings.put("group.id", settings.getProperty("group.id").replace("thanet", member));
        List<String> keys = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(inbox));
            await().atMost(SOON).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    assertThat(hub.kafka.decode(new ConsumerRecord<>(
                                    inbox, 0, record.offset(), record.key().getBytes(UTF_8), record.value())))
                            .isNotNull();
                    keys.add(record.key());
                }
                consumer.commitSync();
                return keys.size() >= count;
            });
        }
        return keys;
    }

    private static List<String> subjects(JsonNode answer) {
        return answer.path("items")
                .valueStream()
                .map(item -> item.at("/data/subjectId").asString())
                .toList();
    }

    private void alert(String... subjects) {
        for (String subject : subjects) {
            hub.kafka.write(inbox, subject, hub.kafka.encode(inbox, Events.alert(subject, 1)));
        }
        hub.kafka.flush();
    }
}
