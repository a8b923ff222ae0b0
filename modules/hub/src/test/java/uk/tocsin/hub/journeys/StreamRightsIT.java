package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** Promise 1 where somebody reads for long: a right that ends while a stream or webhook is open ends that, too. */
class StreamRightsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Hub hub = Hub.get();
    private final String member = "example-" + Long.toString(System.nanoTime(), 36);
    private final String inbox = Topics.inbox(member);
    private final List<String> pushed = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void join() {
        hub.member(member, "council", "publisher", "partner");
        await().atMost(SOON).until(() -> partner().get("/v1/inbox").status() == 200);
    }

    /** It went on for up to an hour, whatever the directory said meanwhile. */
    @Test
    void openStreamOfAMemberThatIsNoPartnerAnyMoreCarriesNothingMore() throws Exception {
        try (var stream = new InboxStreamReader(partner(), pushed::add)) {
            alert("canterbury.before");
            await().atMost(SOON).until(() -> pushed.toString().contains("canterbury.before"));

            hub.member(member, "council", "publisher");
            await().atMost(SOON).until(() -> partner().get("/v1/inbox").status() == 403);
            alert("canterbury.after");

            await().atMost(SOON).until(stream::ended);
            assertThat(pushed).hasSize(1);
        }
    }

    @Test
    void openStreamEndsWithItsToken() throws Exception {
        var brief = new Caller(hub.address, hub.issuer.token(member, Set.of(Role.PARTNER), Duration.ofSeconds(4)));
        try (var stream = new InboxStreamReader(brief, pushed::add)) {
            alert("canterbury.before");
            await().atMost(SOON).until(() -> pushed.toString().contains("canterbury.before"));

            await().atMost(SOON).until(stream::ended);
            alert("canterbury.after");
            assertThat(pushed).hasSize(1);
        }
    }

    @Test
    void webhookOfAMemberThatIsNoPartnerAnyMoreIsNotCalledUntilItIsAgain() {
        try (var receiver = new WebhookEndpoint()) {
            await().atMost(SOON).ignoreExceptions().untilAsserted(() -> receiver.subscribe(hub, member));
            alert("canterbury.before");
            await().atMost(SOON).until(() -> receiver.taken().size() == 1);

            hub.member(member, "council", "publisher");
            await().atMost(SOON).until(() -> partner().get("/v1/inbox").status() == 403);
            alert("canterbury.after");
            alert("canterbury.later");
            hub.kafka.flush();
            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> receiver.received().size() == 1);

            hub.member(member, "council", "publisher", "partner");
            await().atMost(SOON).until(() -> receiver.taken().size() == 3);
            partner().send("DELETE", receiver.path(), "");
        }
    }

    private Caller partner() {
        return hub.as(member, Role.PARTNER);
    }

    private void alert(String subject) {
        hub.kafka.write(inbox, subject, hub.kafka.encode(inbox, Events.alert(subject, 1)));
        hub.kafka.flush();
    }
}
