package uk.tocsin.publicfeed.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.publicfeed.email.Examples.EVERYTHING;
import static uk.tocsin.publicfeed.email.Examples.START;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.contracts.ResidentRecord;
import uk.tocsin.publicfeed.site.ExamplePages;

/** What the form answers, and to whom it has a letter sent. */
class EmailControllerTest {

    private final List<Request> letters = new ArrayList<>();
    private final ResidentFold fold = new ResidentFold(new Vault(Examples.seal(1)));
    private final Residents residents = residents();
    private final EmailController controller = new EmailController(
            ExamplePages.pages(),
            residents,
            letters::add,
            new RequestLimits(Examples.properties(), System::nanoTime),
            Examples.properties(),
            Clock.fixed(START, ZoneOffset.UTC));

    @Test
    void answerDoesNotTellWhoSubscribes() {
        residents.confirm(Examples.request("known@example.org", EVERYTHING));

        ResponseEntity<byte[]> known = ask("192.0.2.1", "none", "known@example.org");
        ResponseEntity<byte[]> unknown = ask("192.0.2.2", "none", "unknown@example.org");

        assertThat(known.getStatusCode().value()).isEqualTo(303);
        assertThat(known).isEqualTo(unknown);
        assertThat(letters).extracting(Request::address).containsExactly("known@example.org", "unknown@example.org");
        assertThat(letters).allSatisfy(request -> {
            assertThat(request.wish()).isEqualTo(EVERYTHING);
            assertThat(request.validUntil()).isEqualTo(START.plus(Duration.ofDays(1)));
        });
    }

    @Test
    void addressThatIsAskedForTooOftenGetsNoMoreLettersAndThePageSaysTheSame() {
        ResponseEntity<byte[]> first = ask("192.0.2.1", "none", "a@example.org");
        ask("192.0.2.2", "none", "A@Example.org");
        ResponseEntity<byte[]> third = ask("192.0.2.3", "none", "a@example.org");

        assertThat(third).isEqualTo(first);
        assertThat(letters).hasSize(2);
    }

    @Test
    void clientThatAsksTooOftenIsToldToComeBackLater() {
        ask("192.0.2.1", "none", "a@example.org");
        ask("192.0.2.1", "none", "b@example.org");
        ResponseEntity<byte[]> third = ask("192.0.2.1", "none", "c@example.org");

        assertThat(third.getStatusCode().value()).isEqualTo(429);
        assertThat(third.getHeaders().getFirst("Retry-After")).isNotNull();
        assertThat(letters).hasSize(2);
    }

    @Test
    void formOfAnotherWebsiteIsRefused() {
        ResponseEntity<byte[]> answer = ask("192.0.2.1", "cross-site", "a@example.org");

        assertThat(answer.getStatusCode().value()).isEqualTo(403);
        assertThat(letters).isEmpty();
    }

    @Test
    void whatWasTypedIsShownAgainEscapedWhenItIsWrong() {
        ResponseEntity<byte[]> answer = ask("192.0.2.1", "same-origin", "\"><script>alert(1)</script>");

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(new String(Objects.requireNonNull(answer.getBody()), UTF_8))
                .contains("Enter an email address in the correct format", "&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
        assertThat(letters).isEmpty();
    }

    @Test
    void whenThereIsNoRoomEverybodyIsToldSo() {
        for (int number = 0; number < 3; number++) {
            residents.confirm(Examples.request(number + "@example.org", EVERYTHING));
        }

        assertThat(ask("192.0.2.1", "none", "0@example.org").getStatusCode().value())
                .isEqualTo(503);
        assertThat(ask("192.0.2.1", "none", "new@example.org").getStatusCode().value())
                .isEqualTo(503);
        assertThat(letters).isEmpty();
    }

    private ResponseEntity<byte[]> ask(String client, String from, String email) {
        return controller.ask(request(client), from, email, List.of(), List.of());
    }

    private static HttpServletRequest request(String client) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                EmailControllerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getRemoteAddr")) {
                        return client;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private Residents residents() {
        return new Residents(
                fold,
                new Vault(Examples.seal(1)),
                new KafkaTemplate<>(
                        () -> new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer())),
                (topic, record) -> ((ResidentRecord) record).getSealed().array(),
                Examples.properties(),
                Clock.fixed(START, ZoneOffset.UTC));
    }
}
