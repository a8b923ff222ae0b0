package uk.tocsin.partnerfanout.recipients;

import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of finding out who has taken an incident.
 *
 * @param maxGroups how many consumer groups of members' own are asked for one answer, in the order of their names
 *     and one of each member in turn
 * @param groupsFor for how long names of groups that were listed are good
 */
@ConfigurationProperties("tocsin.recipients")
record RecipientsProperties(
        @DefaultValue("1000") int maxGroups,
        @DefaultValue("5s") Duration groupsFor) {

    RecipientsProperties {
        requirePositive("maxGroups", maxGroups);
        requirePositive("groupsFor", groupsFor);
    }
}
