package uk.tocsin.ncscliaison;

import static uk.tocsin.kafka.settings.Limits.requireBetween;
import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the NCSC desk.
 *
 * @param desk whether this process offers the queue over HTTP; off where it only projects
 * @param openLeases how many referrals this process holds at a time, 1 to 100
 * @param leaseTime how long somebody may work on a referral before it is offered again
 * @param lockTime how long the broker keeps a referral for a desk that has fallen silent, 15 s to 60 s
 * @param deliveryLimit how often a referral is offered before it becomes a dead letter, 1 to 9
 * @param brokerDeliveryLimit after how many the broker itself gives up in silence; above {@code deliveryLimit}, at most 10
 * @param fetchWait how long a request for the next referral waits for one
 * @param requestTimeout how long a request waits for the desk, above {@code fetchWait}
 * @param sendTimeout how long the desk waits until an answer or a dead letter is safe
 * @param retryWait how long the desk waits after the brokers failed it
 */
@ConfigurationProperties("tocsin.ncsc")
record NcscLiaisonProperties(
        @DefaultValue("true") boolean desk,
        @DefaultValue("5") int openLeases,
        @DefaultValue("10m") Duration leaseTime,
        @DefaultValue("30s") Duration lockTime,
        @DefaultValue("5") int deliveryLimit,
        @DefaultValue("10") int brokerDeliveryLimit,
        @DefaultValue("5s") Duration fetchWait,
        @DefaultValue("20s") Duration requestTimeout,
        @DefaultValue("10s") Duration sendTimeout,
        @DefaultValue("2s") Duration retryWait) {

    NcscLiaisonProperties {
        requireBetween("openLeases", openLeases, 1, 100);
        requireBetween("deliveryLimit", deliveryLimit, 1, 9);
        requireBetween("brokerDeliveryLimit", brokerDeliveryLimit, deliveryLimit + 1, 10);
        requireBetween("lockTime in seconds", lockTime.toSeconds(), 15, 60);
        requirePositive("leaseTime", leaseTime);
        requirePositive("fetchWait", fetchWait);
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("sendTimeout", sendTimeout);
        requirePositive("retryWait", retryWait);
        if (requestTimeout.compareTo(fetchWait) <= 0) {
            throw new IllegalArgumentException(
                    "requestTimeout: " + requestTimeout + " (expected: more than fetchWait, " + fetchWait + ")");
        }
    }
}
