package uk.tocsin.partnerfanout.subscription;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.secret.SecretSeal;

/**
 * Seals anew what a former key of the settings sealed, so that it can be dropped. The secrets stay the same, and
 * no receiver notices.
 */
final class SecretRenewal {

    private static final Logger LOG = LoggerFactory.getLogger(SecretRenewal.class);

    private final SubscriptionRegister register;
    private final SecretSeal seal;

    SecretRenewal(SubscriptionRegister register, SecretSeal seal) {
        this.register = register;
        this.seal = seal;
    }

    /** Does it for every subscription; what cannot be written now is left for the next time. */
    void run() {
        int count = 0;
        for (Subscription subscription : register.all()) {
            try {
                Optional<Subscription> renewed = renewed(subscription, seal);
                if (renewed.isPresent() && register.replace(subscription, renewed.get())) {
                    count++;
                }
            } catch (IllegalArgumentException e) {
                LOG.atError()
                        .addKeyValue("subscription", subscription.getSubscriptionId())
                        .log("A secret is sealed under none of the keys in tocsin.secrets");
            } catch (IllegalStateException e) {
                // There is no key here, and so nothing that this process could seal.
                return;
            }
        }
        if (count > 0) {
            LOG.atInfo()
                    .addKeyValue("renewed", count)
                    .log("Secrets of subscriptions were sealed anew under the current key");
        }
    }

    /**
     * A subscription whose secrets are sealed under the current key; empty when they are already.
     *
     * @throws IllegalArgumentException when no key opens one
     */
    static Optional<Subscription> renewed(Subscription subscription, SecretSeal seal) {
        String id = subscription.getSubscriptionId();
        Optional<String> present = seal.renewed(subscription.getSealedSecret(), id);
        String before = subscription.getPreviousSecret();
        Optional<String> previous = before == null ? Optional.empty() : seal.renewed(before, id);
        if (present.isEmpty() && previous.isEmpty()) {
            return Optional.empty();
        }
        Subscription.Builder renewed = Subscription.newBuilder(subscription);
        present.ifPresent(renewed::setSealedSecret);
        previous.ifPresent(renewed::setPreviousSecret);
        return Optional.of(renewed.build());
    }
}
