package uk.tocsin.partnerfanout.recipients;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.contracts.Told;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.position.Positions;
import uk.tocsin.partnerfanout.position.PulledPositions;

/**
 * One group by whose committed position the hub knows how far a member has taken its inbox.
 *
 * @param isSubscription whether the hub delivers by it, so that without a position it has taken nothing
 */
record InboxTaker(String memberId, Taken.Way way, String group, boolean isSubscription) {

    /**
     * All of those that were sent something.
     *
     * @param groups the names of groups on the cluster
     * @param maxGroups how many groups of the members' own are asked at most
     */
    static List<InboxTaker> of(LedgerEntry entry, Directory directory, Collection<String> groups, int maxGroups) {
        Map<String, Told> told = entry.getTold();
        List<InboxTaker> takers = new ArrayList<>();
        for (Subscription subscription : directory.subscriptions()) {
            Told last = told.get(subscription.getMemberId());
            if (last != null && says(subscription, last)) {
                takers.add(new InboxTaker(
                        subscription.getMemberId(),
                        Taken.Way.valueOf(subscription.getKind().name()),
                        Positions.group(subscription.getSubscriptionId()),
                        true));
            }
        }
        inTurn(groups.stream().filter(group -> group.indexOf('.') > 0).filter(group -> told.containsKey(owner(group))))
                .limit(maxGroups)
                .forEach(group -> takers.add(new InboxTaker(owner(group), Taken.Way.KAFKA, group, false)));
        Set<String> names = Set.copyOf(groups);
        told.keySet().stream()
                .filter(memberId -> names.contains(PulledPositions.group(memberId)))
                .forEach(memberId ->
                        takers.add(new InboxTaker(memberId, Taken.Way.PULL, PulledPositions.group(memberId), false)));
        return takers;
    }

    /** The first group of each member, then the second of each: the many of one leave room for those of the others. */
    private static Stream<String> inTurn(Stream<String> groups) {
        Map<String, Integer> turns = new HashMap<>();
        return groups.map(group -> Map.entry(turns.merge(owner(group), 1, Integer::sum), group))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /**
     * Whether the position of a subscription says anything of what was sent. One with a filter may have passed it over, and one
     * that was made later began behind it.
     */
    private static boolean says(Subscription subscription, Told last) {
        return subscription.getState() != SubscriptionState.DELETED
                && subscription.getKind() != SubscriptionKind.UNKNOWN
                && subscription.getFilter() == null
                && !subscription.getCreatedAt().isAfter(last.getSentAt());
    }

    /** Groups of a member's own begin with its id and a full stop, which no id has. */
    private static String owner(String group) {
        return group.substring(0, group.indexOf('.'));
    }

    /** The inbox in which the group has its position. */
    TopicPartition inbox() {
        return new TopicPartition(Topics.inbox(memberId), 0);
    }
}
