package uk.tocsin.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Subscription;

/**
 * The directory at one moment: a fold over directory entries. Immutable, so that one decision never sees two states.
 */
public final class Directory {

    /** Knows nobody, and therefore delivers to nobody. */
    public static final Directory EMPTY = new Directory(Map.of(), Map.of(), Map.of());

    private final Map<String, Member> members;
    private final Map<String, Circle> circles;
    private final Map<String, Subscription> subscriptions;

    private Directory(
            Map<String, Member> members, Map<String, Circle> circles, Map<String, Subscription> subscriptions) {
        this.members = members;
        this.circles = circles;
        this.subscriptions = subscriptions;
    }

    /** The directory after {@code entry}, which replaces an earlier entry of the same id. */
    public Directory with(DirectoryEntry entry) {
        Member member = entry.getMember();
        Circle circle = entry.getCircle();
        Subscription subscription = entry.getSubscription();
        return new Directory(
                member == null ? members : put(members, member.getMemberId(), member),
                circle == null ? circles : put(circles, circle.getCircleId(), circle),
                subscription == null
                        ? subscriptions
                        : put(subscriptions, subscription.getSubscriptionId(), subscription));
    }

    /** The member of that id, while it is active. */
    public Optional<Member> member(String memberId) {
        return Optional.ofNullable(members.get(memberId)).filter(Member::getActive);
    }

    /** The circle of that id, while it is active. */
    public Optional<Circle> circle(String circleId) {
        return Optional.ofNullable(circles.get(circleId)).filter(Circle::getActive);
    }

    /** Whether the directory lets people of {@code memberId} act in {@code role}. */
    public boolean allows(String memberId, Role role) {
        return role != Role.UNKNOWN
                && member(memberId)
                        .map(member -> member.getRoles().contains(role))
                        .orElse(false);
    }

    /** The same directory, but that people of {@code memberId}, if it is active, may act in {@code role} too. */
    public Directory granting(String memberId, Role role) {
        Optional<Member> active = member(memberId);
        if (active.isEmpty()) {
            return this;
        }
        Member member = active.get();
        List<Role> roles = new ArrayList<>(member.getRoles());
        roles.add(role);
        return new Directory(
                put(members, memberId, Member.newBuilder(member).setRoles(roles).build()), circles, subscriptions);
    }

    /** Every member ever entered, also those that have left. */
    public Collection<Member> members() {
        return members.values();
    }

    /** Every circle ever entered, also those dissolved. */
    public Collection<Circle> circles() {
        return circles.values();
    }

    /** Every subscription ever entered, also those deleted. */
    public Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    /** The subscription of that id, whatever its state. */
    public Optional<Subscription> subscription(String subscriptionId) {
        return Optional.ofNullable(subscriptions.get(subscriptionId));
    }

    /** Whether every audience means the same members in {@code other}; subscriptions make no difference. */
    public boolean meansTheSame(Directory other) {
        return members.equals(other.members) && circles.equals(other.circles);
    }

    private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
        Map<String, T> copy = new HashMap<>(map);
        copy.put(key, value);
        return Map.copyOf(copy);
    }
}
