package uk.tocsin.partnerfanout.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.partnerfanout.endpoint.AlertText;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.endpoint.DeliveryOutcome;
import uk.tocsin.partnerfanout.problem.Problems;
import uk.tocsin.partnerfanout.secret.SecretSeal;

/**
 * Finds out whether somebody who reads an address wants alerts there, before any is sent: a code goes to the address, and
 * comes back through the member that entered it. The code is sealed where the secrets of other subscriptions are.
 */
final class EmailConfirmation {

    /** Sends one letter. */
    interface Post {
        CompletionStage<Answer> send(String address, UUID id, AlertText text);
    }

    /** Without those that are taken for one another. 32 to the tenth: nobody finds one by trying. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int CODE_CHARS = 10;
    private static final int MAX_GIVEN = 64;

    private final Post post;
    private final SecretSeal seal;
    private final SubscriptionProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> last = new ConcurrentHashMap<>();
    private final Map<String, Integer> wrong = new ConcurrentHashMap<>();

    EmailConfirmation(Post post, SecretSeal seal, SubscriptionProperties properties, Clock clock) {
        this.post = post;
        this.seal = seal;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Sends a new code to the address of a subscription, which then waits for it.
     *
     * @throws org.springframework.web.ErrorResponseException 429 when the member's last was just now, 502 when the mail server
     *     does not take it
     */
    void ask(Subscription.Builder subscription) throws InterruptedException, ExecutionException, TimeoutException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        pace(subscription.getMemberId(), now);
        String code = code();
        Instant until = now.plus(properties.confirmTime());
        Answer answer = post.send(subscription.getEndpoint(), UUID.randomUUID(), text(subscription, code, until))
                .toCompletableFuture()
                .get(properties.attemptTime().toMillis(), TimeUnit.MILLISECONDS);
        DeliveryOutcome outcome = DeliveryOutcome.of(answer, now);
        if (!(outcome instanceof DeliveryOutcome.Delivered)) {
            throw Problems.of(
                    HttpStatus.BAD_GATEWAY,
                    "The code could not be sent to that address: "
                            + outcome.why().orElse("it was not taken") + ".");
        }
        subscription
                .setState(SubscriptionState.UNCONFIRMED)
                .setReason(null)
                .setSealedSecret(seal.seal(code, subscription.getSubscriptionId()))
                .setConfirmBefore(until);
    }

    private void pace(String memberId, Instant now) {
        last.values()
                .removeIf(before -> before.plus(properties.confirmInterval()).isBefore(now));
        if (last.putIfAbsent(memberId, now) != null) {
            throw Problems.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "The last code was sent just now (expected: one in "
                            + properties.confirmInterval().toSeconds() + " s).");
        }
    }

    private String code() {
        var code = new StringBuilder();
        for (int i = 0; i < CODE_CHARS; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static AlertText text(Subscription.Builder subscription, String code, Instant until) {
        String half = code.substring(0, CODE_CHARS / 2) + "-" + code.substring(CODE_CHARS / 2);
        return new AlertText(
                "Tocsin: confirm this address",
                List.of(
                        "The member " + subscription.getMemberId()
                                + " of Tocsin wants alerts to be sent to this address. None is sent before that is confirmed.",
                        "The code is " + half + ". Give it to whoever asked you for it there, by "
                                + until.truncatedTo(ChronoUnit.MINUTES) + ".",
                        "If you expect nothing of the kind, do nothing: nothing more will come."));
    }

    /**
     * The subscription as it is once the code was given.
     *
     * @throws org.springframework.web.ErrorResponseException 400 when that is not the code, 409 when it counts no more or
     *     there is nothing to confirm
     */
    Subscription confirmed(Subscription subscription, @Nullable String given) {
        Instant until = subscription.getConfirmBefore();
        if (subscription.getState() != SubscriptionState.UNCONFIRMED || until == null) {
            throw Problems.of(HttpStatus.CONFLICT, "There is nothing to confirm of this subscription.");
        }
        String sealed = subscription.getSealedSecret();
        if (!clock.instant().isBefore(until) || wrong.getOrDefault(sealed, 0) >= properties.confirmAttempts()) {
            throw Problems.of(
                    HttpStatus.CONFLICT,
                    "The code counts no more. Change the endpoint, to the same if need be, for another.");
        }
        String code = seal.open(sealed, subscription.getSubscriptionId());
        if (!MessageDigest.isEqual(code.getBytes(UTF_8), plain(given).getBytes(UTF_8))) {
            wrong.merge(sealed, 1, Integer::sum);
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, "code", "not the one that was sent (expected: ten letters and digits)");
        }
        wrong.remove(sealed);
        return Subscription.newBuilder(subscription)
                .setState(SubscriptionState.ACTIVE)
                .setSealedSecret("")
                .setConfirmBefore(null)
                .build();
    }

    private static String plain(@Nullable String given) {
        return given == null || given.length() > MAX_GIVEN
                ? ""
                : given.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    }
}
