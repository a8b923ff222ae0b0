package uk.tocsin.partnerfanout.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.ErrorResponseException;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.kafka.sealing.SealingKeys;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.endpoint.AlertText;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.line.Journey;
import uk.tocsin.partnerfanout.secret.SecretSeal;

/** No alert goes to an address before somebody who reads it has said so. */
class EmailConfirmationTest {

    private static final Pattern CODE = Pattern.compile("[2-9A-Z]{5}-[2-9A-Z]{5}");

    private Instant now = Examples.TIME;
    private final InstantSource time = () -> now;
    private final List<AlertText> letters = new ArrayList<>();
    private Answer reply = new Answer.Mail(250, "");
    private final EmailConfirmation confirmation = new EmailConfirmation(
            (address, id, text) -> {
                letters.add(text);
                return CompletableFuture.completedFuture(reply);
            },
            new SecretSeal(() -> SealingKeys.of(new SecretKeySpec(new byte[32], "AES")), new SecureRandom()),
            new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate("tocsin.subscription", SubscriptionProperties.class),
            time.withZone(ZoneOffset.UTC));

    @Test
    void addressIsSentACodeAndNothingOfAnyAlert() throws Exception {
        Subscription waiting = asked();

        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).title()).isEqualTo("Tocsin: confirm this address");
        assertThat(String.join(" ", letters.get(0).lines()))
                .contains(code(), "dover")
                .doesNotContain("TLP", "incident");
        assertThat(waiting.getState()).isEqualTo(SubscriptionState.UNCONFIRMED);
        assertThat(waiting.getConfirmBefore()).isEqualTo(now.plus(Duration.ofDays(1)));
        assertThat(waiting.toString())
                .as("what stands on the directory topic")
                .doesNotContain(code().replace("-", ""))
                .doesNotContain(code());
    }

    @Test
    void whoeverGivesTheCodeHasTheAddressConfirmed() throws Exception {
        Subscription waiting = asked();

        Subscription confirmed = confirmation.confirmed(waiting, " " + code().toLowerCase(Locale.ROOT));
        assertThat(confirmed.getState()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(confirmed.getSealedSecret()).isEmpty();
        assertThat(confirmed.getConfirmBefore()).isNull();
        assertRefused(409, () -> confirmation.confirmed(confirmed, code()));
    }

    @Test
    void anotherCodeConfirmsNothingAndAfterTooManyTheRightOneDoesNotEither() throws Exception {
        Subscription waiting = asked();
        for (String wrong : List.of("", "22222-22222", code() + "2", "x".repeat(1_000))) {
            assertRefused(400, () -> confirmation.confirmed(waiting, wrong));
        }
        assertRefused(400, () -> confirmation.confirmed(waiting, null));
        for (int i = 0; i < 5; i++) {
            assertRefused(400, () -> confirmation.confirmed(waiting, "33333-33333"));
        }

        assertRefused(409, () -> confirmation.confirmed(waiting, code()));
    }

    @Test
    void codeCountsForADay() throws Exception {
        Subscription waiting = asked();
        now = now.plus(Duration.ofDays(1));

        assertRefused(409, () -> confirmation.confirmed(waiting, code()));
    }

    @Test
    void newCodeTakesThePlaceOfTheOneBefore() throws Exception {
        String before = code(asked());
        now = now.plusSeconds(31);
        Subscription waiting = asked();

        assertRefused(400, () -> confirmation.confirmed(waiting, before));
        assertThat(confirmation.confirmed(waiting, code()).getState()).isEqualTo(SubscriptionState.ACTIVE);
    }

    @Test
    void memberCannotHaveLettersSentToOthersWithoutAPause() throws Exception {
        var unused = asked();
        assertRefused(429, this::asked);
        assertThat(letters).hasSize(1);
    }

    @Test
    void addressThatTheServerDoesNotKnowIsRefused() {
        reply = new Answer.Mail(550, "no such user");
        assertRefused(502, this::asked);
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(call)
                .satisfies(
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(status));
    }

    private Subscription asked() throws Exception {
        var draft = Subscription.newBuilder(Journey.SUBSCRIPTION)
                .setKind(SubscriptionKind.EMAIL)
                .setEndpoint("duty@dover.example")
                .setSealedSecret("");
        confirmation.ask(draft);
        return draft.build();
    }

    private String code(Subscription sent) {
        assertThat(sent.getState()).isEqualTo(SubscriptionState.UNCONFIRMED);
        return code();
    }

    /** That of the last letter. */
    private String code() {
        Matcher found =
                CODE.matcher(String.join(" ", letters.get(letters.size() - 1).lines()));
        assertThat(found.find()).isTrue();
        return found.group();
    }
}
