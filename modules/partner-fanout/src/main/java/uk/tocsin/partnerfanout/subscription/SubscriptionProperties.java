package uk.tocsin.partnerfanout.subscription;

import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of what members do with their subscriptions.
 *
 * @param maxPerMember how many subscriptions a member may have
 * @param secretOverlap how long messages bear the signature of a changed secret, too
 * @param renewSecrets how often it is looked whether secrets are still sealed under a former key of {@code tocsin.secrets}
 * @param pingInterval how often a member may have a test message sent
 * @param confirmTime how long the code that is sent to an email address counts
 * @param confirmInterval how often a member may have such a code sent
 * @param confirmAttempts how often a wrong code may be given before the right one counts no more
 * @param maxRedrive how many dead letters are sent again for one request
 * @param redriveTime how long sending them again may take
 * @param attemptTime how long one attempt on request may take, with what is written down of it
 */
@ConfigurationProperties("tocsin.subscription")
public record SubscriptionProperties(
        @DefaultValue("10") int maxPerMember,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("1h") Duration renewSecrets,
        @DefaultValue("5s") Duration pingInterval,
        @DefaultValue("24h") Duration confirmTime,
        @DefaultValue("30s") Duration confirmInterval,
        @DefaultValue("10") int confirmAttempts,
        @DefaultValue("200") int maxRedrive,
        @DefaultValue("60s") Duration redriveTime,
        @DefaultValue("30s") Duration attemptTime) {

    public SubscriptionProperties {
        requirePositive("maxPerMember", maxPerMember);
        requirePositive("secretOverlap", secretOverlap);
        requirePositive("renewSecrets", renewSecrets);
        requirePositive("pingInterval", pingInterval);
        requirePositive("confirmTime", confirmTime);
        requirePositive("confirmInterval", confirmInterval);
        requirePositive("confirmAttempts", confirmAttempts);
        requirePositive("maxRedrive", maxRedrive);
        requirePositive("redriveTime", redriveTime);
        requirePositive("attemptTime", attemptTime);
    }
}
