package uk.tocsin.contracts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * The names of the topics. Each council has topics of its own, so that Kafka's access control is the proof of who said
 * what: the publisher of a record is the owner of its topic, whatever the record claims.
 */
@NullMarked
public final class Topics {

    /** Public notices, read by anyone, kept for ever. */
    public static final String PUBLIC_NOTICES = "tocsin.public.notices";

    /** Events put to NCSC, read through a share group, kept for ever. */
    public static final String NCSC_REFERRALS = "tocsin.ncsc.referrals";

    /** What NCSC says back, kept for ever. */
    public static final String NCSC_RESPONSES = "tocsin.ncsc.responses";

    /** Members, circles and subscriptions, compacted. */
    public static final String DIRECTORY = "tocsin.directory";

    /** Attempts to deliver, kept 90 days. */
    public static final String DELIVERIES = "tocsin.deliveries";

    /** What was given up, with its cause and its original bytes, kept 90 days. */
    public static final String DEAD_LETTERS = "tocsin.dead-letters";

    /** Which group has begun to read which partition; a position that is missing although it is listed here was lost. */
    public static final String POSITIONS = "tocsin.positions";

    /** A key of its own for each resident who subscribed by email, sealed, compacted. What is taken out here shreds the rest. */
    public static final String RESIDENT_KEYS = "tocsin.residents.keys";

    /** What each of those residents wants, and the address, sealed under the resident's key, compacted. */
    public static final String RESIDENT_SUBSCRIPTIONS = "tocsin.residents.subscriptions";

    /** Matches the incidents topic of every council. */
    public static final Pattern ALL_INCIDENTS = Pattern.compile("tocsin\\.council\\.[a-z0-9-]+\\.incidents");

    /** Matches both topics of every council. */
    public static final Pattern ALL_COUNCIL_TOPICS =
            Pattern.compile("tocsin\\.council\\.([a-z0-9-]+)\\.(?:incidents|service-status)");

    private static final Pattern INBOX = Pattern.compile("tocsin\\.partner\\.([a-z0-9-]+)\\.inbox");

    private Topics() {}

    /** The topic to which only {@code member}, or ingress for it, writes its incidents. */
    public static String incidents(String member) {
        return "tocsin.council." + Ids.requireMember(member) + ".incidents";
    }

    /** The topic to which only {@code member}, or ingress for it, writes the state of its services. */
    public static String serviceStatus(String member) {
        return "tocsin.council." + Ids.requireMember(member) + ".service-status";
    }

    /** The topic that only {@code member} reads. */
    public static String inbox(String member) {
        return "tocsin.partner." + Ids.requireMember(member) + ".inbox";
    }

    /** The compacted topic in which a projection keeps who has been sent what. */
    public static String ledger(String projection) {
        return "tocsin.ledger." + projection;
    }

    /** Whose topic this is, or empty when it is no council topic. */
    public static Optional<String> publisherOf(String topic) {
        return firstGroup(ALL_COUNCIL_TOPICS, topic);
    }

    /** Whose inbox this is, or empty when it is none. */
    public static Optional<String> inboxOwnerOf(String topic) {
        return firstGroup(INBOX, topic);
    }

    private static Optional<String> firstGroup(Pattern pattern, String topic) {
        Matcher matcher = pattern.matcher(topic);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
