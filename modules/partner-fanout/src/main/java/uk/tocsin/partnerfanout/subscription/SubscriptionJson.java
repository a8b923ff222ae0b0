package uk.tocsin.partnerfanout.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionFilter;
import uk.tocsin.partnerfanout.inbox.InboxJson;
import uk.tocsin.partnerfanout.secret.SigningSecret;

/** Subscriptions as they are asked for and shown over HTTP. */
final class SubscriptionJson {

    private SubscriptionJson() {}

    /**
     * What a member asks for.
     *
     * @param kind how it is to be told: {@code webhook}, which is also meant when it is left out, {@code slack}, {@code teams}
     *     or {@code email}
     * @param endpoint where
     * @param signature {@code hmac-sha256}, which is also meant when it is left out, or {@code ed25519}
     * @param filter of what; left out for all
     * @param afterPause what of a backlog: {@code all}, which is also meant when it is left out, or {@code latest}
     */
    record Wish(
            @Nullable String kind,
            @Nullable String endpoint,
            @Nullable String signature,
            @Nullable Filter filter,
            @Nullable String afterPause) {}

    /** Of what a member wants to be told. An empty list, or one that is left out, asks for all. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Filter(
            @Nullable List<String> publishers,
            @Nullable List<String> fromCircles,
            @Nullable List<String> services,
            @Nullable List<String> kinds,
            @Nullable List<String> phases,
            @Nullable String minSeverity) {

        static @Nullable Filter of(@Nullable SubscriptionFilter filter) {
            return filter == null
                    ? null
                    : new Filter(
                            filter.getPublishers(),
                            filter.getFromCircles(),
                            filter.getServices(),
                            filter.getKinds().stream().map(InboxJson::written).toList(),
                            filter.getPhases().stream().map(InboxJson::written).toList(),
                            filter.getMinSeverity() == null ? null : InboxJson.written(filter.getMinSeverity()));
        }
    }

    /**
     * What it gets.
     *
     * @param secret shown here and never again; it verifies the signatures. Absent where nothing is signed, or by a key
     * @param publicKey that verifies signatures by ed25519; absent otherwise
     * @param confirmBefore until when the code that was sent to the address can be given; absent otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Granted(
            String subscriptionId,
            String kind,
            String endpoint,
            @Nullable String secret,
            @Nullable String publicKey,
            @Nullable Instant previousSecretUntil,
            String state,
            @Nullable Instant confirmBefore,
            Instant createdAt) {

        static Granted of(Subscription subscription, @Nullable String secret) {
            return new Granted(
                    subscription.getSubscriptionId(),
                    InboxJson.written(subscription.getKind()),
                    subscription.getEndpoint(),
                    secret == null || SubscriptionJson.openHalf(secret) != null ? null : secret,
                    secret == null ? null : SubscriptionJson.openHalf(secret),
                    subscription.getPreviousSecretUntil(),
                    InboxJson.written(subscription.getState()),
                    subscription.getConfirmBefore(),
                    subscription.getCreatedAt());
        }
    }

    /**
     * A code that was sent to an address.
     *
     * @param code with or without its hyphen
     */
    record Code(@Nullable String code) {}

    /** Of a key only the public half is ever shown. */
    private static @Nullable String openHalf(String secret) {
        return SigningSecret.publicKey(secret).orElse(null);
    }

    /**
     * How a subscription stands.
     *
     * @param reason why it is suspended, absent otherwise
     * @param backlog how many records of the inbox it has not finished; absent when that cannot be told now
     * @param previousSecretUntil until when messages bear the signature of the secret before, too
     * @param confirmBefore until when the code that was sent to the address can be given; absent otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            String subscriptionId,
            String kind,
            String endpoint,
            @Nullable Filter filter,
            String afterPause,
            String state,
            @Nullable String reason,
            @Nullable Long backlog,
            @Nullable Instant previousSecretUntil,
            @Nullable Instant confirmBefore,
            Instant createdAt) {

        static Standing of(Subscription subscription, @Nullable Long backlog) {
            return new Standing(
                    subscription.getSubscriptionId(),
                    InboxJson.written(subscription.getKind()),
                    subscription.getEndpoint(),
                    Filter.of(subscription.getFilter()),
                    InboxJson.written(subscription.getAfterPause()),
                    InboxJson.written(subscription.getState()),
                    subscription.getReason(),
                    backlog,
                    subscription.getPreviousSecretUntil(),
                    subscription.getConfirmBefore(),
                    subscription.getCreatedAt());
        }
    }

    /** A member's subscriptions. */
    record All(List<Standing> items) {}
}
