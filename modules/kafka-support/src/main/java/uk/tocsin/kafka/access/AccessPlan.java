package uk.tocsin.kafka.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Topics;

/**
 * The rules that a broker with access control needs, and no more: whoever is not named in them can neither write in a
 * council's name nor read another's inbox. They only allow; everything else is refused as long as the broker does not set
 * {@code allow.everyone.if.no.acl.found}. Prefixed rules are those of KIP-290.
 */
public final class AccessPlan {

    /** How everything of the hub's own begins that is no topic of a party: groups and transactions. */
    private static final String HUB = "tocsin-";

    /** The projections whose groups and transactions were named before that. */
    private static final List<String> PROJECTIONS = List.of("partner-fanout", "public-feed");

    private static final String ANY_HOST = "*";

    private final String principal;
    private final List<AclBinding> rules = new ArrayList<>();

    private AccessPlan(String principal) {
        this.principal = named(principal);
    }

    /**
     * For the hub, with any of its roles but the public site alone: its topics, which it creates, its groups and its
     * transactions.
     *
     * @param principal as the broker names it, such as {@code User:hub}
     * @throws IllegalArgumentException when that is no principal, or names everybody
     */
    public static List<AclBinding> hub(String principal) {
        var plan = new AccessPlan(principal);
        plan.allow(TOPIC, PREFIXED, "tocsin.", READ, WRITE, CREATE, DESCRIBE, ALTER, DESCRIBE_CONFIGS, ALTER_CONFIGS);
        // It sets the time that a referral is leased for.
        plan.allow(GROUP, PREFIXED, HUB, READ, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS);
        plan.allow(TRANSACTIONAL_ID, PREFIXED, HUB, WRITE, DESCRIBE);
        for (String projection : PROJECTIONS) {
            plan.allow(GROUP, LITERAL, projection, READ, DESCRIBE);
            plan.allow(TRANSACTIONAL_ID, PREFIXED, projection + "-", WRITE, DESCRIBE);
        }
        return List.copyOf(plan.rules);
    }

    /**
     * For a public site that runs alone, and for whoever exports it: public notices, without a group.
     *
     * @param principal as the broker names it, such as {@code User:site}
     * @throws IllegalArgumentException when that is no principal, or names everybody
     */
    public static List<AclBinding> publicSite(String principal) {
        var plan = new AccessPlan(principal);
        plan.allow(TOPIC, LITERAL, Topics.PUBLIC_NOTICES, READ, DESCRIBE);
        return List.copyOf(plan.rules);
    }

    /**
     * For email for residents that runs alone, where somebody else creates the topics: public notices, the sealed records of
     * residents, positions, and the group that sends.
     *
     * @param principal as the broker names it, such as {@code User:email}
     * @throws IllegalArgumentException when that is no principal, or names everybody
     */
    public static List<AclBinding> publicEmail(String principal) {
        var plan = new AccessPlan(principal);
        plan.allow(TOPIC, LITERAL, Topics.PUBLIC_NOTICES, READ, DESCRIBE);
        for (String topic : List.of(Topics.RESIDENT_KEYS, Topics.RESIDENT_SUBSCRIPTIONS, Topics.POSITIONS)) {
            plan.allow(TOPIC, LITERAL, topic, READ, WRITE, DESCRIBE);
        }
        plan.allow(GROUP, LITERAL, HUB + "public-email", READ, DESCRIBE);
        return List.copyOf(plan.rules);
    }

    /**
     * For a member's own Kafka clients: writing its two topics, reading its inbox and the public notices, and groups and
     * transactions whose names begin with its id and a full stop, which no id has.
     *
     * @param principal as the broker names it, such as {@code User:dover}
     * @throws IllegalArgumentException when that is no principal or names everybody, or the id has not the form of one
     */
    public static List<AclBinding> member(String principal, String memberId) {
        var plan = new AccessPlan(principal);
        plan.allow(TOPIC, LITERAL, Topics.incidents(memberId), WRITE, DESCRIBE);
        plan.allow(TOPIC, LITERAL, Topics.serviceStatus(memberId), WRITE, DESCRIBE);
        plan.allow(TOPIC, LITERAL, Topics.inbox(memberId), READ, DESCRIBE);
        plan.allow(TOPIC, LITERAL, Topics.PUBLIC_NOTICES, READ, DESCRIBE);
        plan.allow(GROUP, PREFIXED, memberId + ".", READ, DESCRIBE);
        plan.allow(TRANSACTIONAL_ID, PREFIXED, memberId + ".", WRITE, DESCRIBE);
        return List.copyOf(plan.rules);
    }

    /**
     * What lets the hub see how far a member's own consumer groups have come, so that it can say who has taken an incident. It
     * reads nothing as them, and moves none of them.
     *
     * @param hub the hub's principal, such as {@code User:hub}
     * @throws IllegalArgumentException when that is no principal or names everybody, or the id has not the form of one
     */
    public static List<AclBinding> progress(String hub, String memberId) {
        var plan = new AccessPlan(hub);
        plan.allow(GROUP, PREFIXED, Ids.requireMember(memberId) + ".", DESCRIBE);
        return List.copyOf(plan.rules);
    }

    private static String named(String principal) {
        var parsed = SecurityUtils.parseKafkaPrincipal(principal);
        if (parsed.getName().equals("*") || parsed.getName().isBlank()) {
            throw new IllegalArgumentException(principal + " (expected: one principal, such as User:dover)");
        }
        return parsed.toString();
    }

    private void allow(ResourceType type, PatternType pattern, String name, AclOperation... operations) {
        for (AclOperation operation : operations) {
            rules.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
        }
    }
}
