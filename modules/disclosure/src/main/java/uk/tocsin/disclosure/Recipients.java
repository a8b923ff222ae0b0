package uk.tocsin.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Tlp;

/**
 * An audience, resolved against the directory. Only partners count: a member that the directory does not let receive
 * anything is reached by nothing.
 *
 * @param named partners that the audience names one by one
 * @param throughCircles partners that are in one of its circles
 * @param problems ids in the audience that name no partner or circle, in words for the publisher
 */
public record Recipients(Set<String> named, Set<String> throughCircles, List<String> problems) {

    /** Resolves {@code audience}; what the directory does not know reaches nobody and becomes a problem. */
    public static Recipients of(Audience audience, Directory directory) {
        Set<String> named = new TreeSet<>();
        Set<String> throughCircles = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        for (String memberId : audience.getMembers()) {
            Optional<Decision.Reason> whyNoPartner = whyNoPartner(memberId, directory);
            if (whyNoPartner.isEmpty()) {
                named.add(memberId);
            } else {
                problems.add("member " + memberId
                        + (whyNoPartner.get() == Decision.Reason.NO_ROLE
                                ? " is no partner"
                                : " is not in the directory"));
            }
        }
        for (String circleId : audience.getCircles()) {
            Optional<Circle> circle = directory.circle(circleId);
            if (circle.isEmpty()) {
                problems.add("circle " + circleId + " is not in the directory");
            }
            circle.stream()
                    .flatMap(found -> found.getMembers().stream())
                    .filter(memberId -> directory.allows(memberId, Role.PARTNER))
                    .forEach(throughCircles::add);
        }
        return new Recipients(named, throughCircles, List.copyOf(problems));
    }

    /** Who gets a section of that label: deny by default, and the label may only narrow the audience. */
    public Set<String> clearedFor(Tlp tlp) {
        return switch (tlp) {
            case CLEAR, GREEN, AMBER -> {
                Set<String> everyone = new TreeSet<>(named);
                everyone.addAll(throughCircles);
                yield everyone;
            }
            case AMBER_STRICT -> new TreeSet<>(named);
            case RED, UNKNOWN -> new TreeSet<>();
        };
    }

    /** Why nothing can reach {@code memberId}, or empty when it is a partner. */
    static Optional<Decision.Reason> whyNoPartner(String memberId, Directory directory) {
        if (directory.member(memberId).isEmpty()) {
            return Optional.of(Decision.Reason.UNKNOWN_MEMBER);
        }
        return directory.allows(memberId, Role.PARTNER) ? Optional.empty() : Optional.of(Decision.Reason.NO_ROLE);
    }

    /** Why {@code memberId} is not among those cleared for {@code tlp}, or empty when it is. */
    Optional<Decision.Reason> whyNot(String memberId, Tlp tlp) {
        if (tlp == Tlp.UNKNOWN) {
            return Optional.of(Decision.Reason.UNKNOWN_LABEL);
        }
        if (tlp == Tlp.RED) {
            return Optional.of(Decision.Reason.LABEL_IS_RED);
        }
        if (named.contains(memberId) || (tlp != Tlp.AMBER_STRICT && throughCircles.contains(memberId))) {
            return Optional.empty();
        }
        return Optional.of(
                tlp == Tlp.AMBER_STRICT && throughCircles.contains(memberId)
                        ? Decision.Reason.NOT_NAMED_FOR_STRICT
                        : Decision.Reason.NOT_IN_AUDIENCE);
    }
}
