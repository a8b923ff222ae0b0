package uk.tocsin.hub.journeys;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address at which a member is told by email, confirmed by whoever reads it. */
final class EmailReceiver implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("[2-9A-Z]{5}-[2-9A-Z]{5}");

    private final Caller member;
    private final String address;
    private final String path;

    EmailReceiver(Caller member, String address) {
        this.member = member;
        this.address = address;
        Caller.Answer granted =
                member.post("/v1/subscriptions", "{\"kind\":\"email\",\"endpoint\":\"" + address + "\"}");
        if (granted.status() != 201) {
            throw new IllegalStateException(granted.text());
        }
        path = "/v1/subscriptions/" + granted.json().path("subscriptionId").asString();
        await().atMost(Duration.ofSeconds(30)).until(() -> !Mailbox.of(address).isEmpty());
        Caller.Answer confirmed = member.post(path + "/confirm", "{\"code\":\"" + code() + "\"}");
        if (confirmed.status() != 200) {
            throw new IllegalStateException(confirmed.text());
        }
    }

    private String code() {
        Matcher found = CODE.matcher(Mailbox.of(address).get(0).text());
        if (!found.find()) {
            throw new IllegalStateException("a letter without a code");
        }
        return found.group();
    }

    /** Everything that came, subjects and all. */
    String letters() {
        return Mailbox.of(address).toString();
    }

    @Override
    public void close() {
        member.send("DELETE", path, "");
    }
}
