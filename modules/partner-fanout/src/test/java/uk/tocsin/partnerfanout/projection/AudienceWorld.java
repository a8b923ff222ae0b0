package uk.tocsin.partnerfanout.projection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.SourcePlace;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.Examples;

/**
 * One incident, a directory that changes, and the inboxes. Who may see what is worked out here once more, in another way:
 * from sets of ids, without the code under test.
 */
final class AudienceWorld {

    static final List<String> COUNCILS = List.of("thanet", "dover", "ashford", "maidstone");
    static final List<String> CIRCLES = List.of("east-kent", "kent");

    /** What happens to the world. */
    sealed interface Step {}

    /**
     * The council publishes the next revision.
     *
     * @param tlp null for an event that says nothing to partners
     */
    record Publish(EventKind kind, @Nullable Tlp tlp, Set<String> circles, Set<String> members, boolean toPublic)
            implements Step {}

    /** A circle has these members from now on. */
    record Enter(String circle, Set<String> members) implements Step {}

    /** A member leaves the hub, or comes back. */
    record Admit(String member, boolean active) implements Step {}

    /** The hub looks whether the directory has changed, as it does within a second. */
    record Follow() implements Step {}

    final Map<String, List<PartnerAlert>> inboxes = new TreeMap<>();
    private final Map<String, Set<String>> circles = new TreeMap<>();
    private final Set<String> gone = new TreeSet<>();
    private final List<IncidentEvent> published = new ArrayList<>();
    private Directory directory = Directory.EMPTY.with(Examples.member("canterbury"));
    private @Nullable LedgerEntry ledger;
    private @Nullable PartnerSection standing;

    AudienceWorld() {
        COUNCILS.forEach(council -> {
            directory = directory.with(Examples.member(council));
            inboxes.put(council, new ArrayList<>());
        });
        CIRCLES.forEach(circle -> take(new Enter(circle, Set.of())));
    }

    List<PartnerAlert> inbox(String member) {
        return Objects.requireNonNull(inboxes.get(member));
    }

    /** Lets the step happen and gives back what it sent. */
    List<PartnerAlert> take(Step step) {
        if (step instanceof Publish publish) {
            return publish(publish);
        }
        if (step instanceof Enter enter) {
            circles.put(enter.circle(), enter.members());
            directory = directory.with(
                    Examples.circle(enter.circle(), enter.members().toArray(String[]::new)));
        }
        if (step instanceof Admit admit) {
            directory = directory.with(Examples.member(admit.member(), admit.active()));
            boolean ignored = admit.active() ? gone.remove(admit.member()) : gone.add(admit.member());
        }
        return step instanceof Follow ? follow() : List.of();
    }

    /** Sends all that was published through the projection once more. */
    List<PartnerAlert> repeat() {
        return List.copyOf(published).stream()
                .flatMap(event -> route(event).stream())
                .toList();
    }

    /** Whether the incident goes on, so that who joins its audience must hear of it. */
    boolean open() {
        return !published.isEmpty()
                && !List.of(EventKind.WITHDRAWN, EventKind.RESOLVED, EventKind.NOT_AFFECTED)
                        .contains(published.get(published.size() - 1).getKind());
    }

    /** Whom the words to partners that still stand are for, by the directory as it is. */
    Set<String> audience() {
        PartnerSection section = standing;
        if (section == null || section.getTlp() == Tlp.RED || section.getTlp() == Tlp.UNKNOWN) {
            return Set.of();
        }
        Set<String> meant = new LinkedHashSet<>(section.getAudience().getMembers());
        if (section.getTlp() != Tlp.AMBER_STRICT) {
            section.getAudience().getCircles().forEach(circle -> meant.addAll(circles.getOrDefault(circle, Set.of())));
        }
        meant.removeAll(gone);
        meant.retainAll(COUNCILS);
        return meant;
    }

    /** The words to partners that still stand. */
    String words() {
        return Objects.requireNonNull(standing).getSummary();
    }

    private List<PartnerAlert> publish(Publish publish) {
        int revision = published.size() + 1;
        PartnerSection section = publish.tlp() == null || publish.kind() == EventKind.WITHDRAWN
                ? null
                : PartnerSection.newBuilder(Examples.section(publish.tlp(), Examples.circles()))
                        .setAudience(new uk.tocsin.contracts.Audience(
                                List.copyOf(publish.circles()), List.copyOf(publish.members())))
                        .setSummary("canary " + revision)
                        .build();
        IncidentEvent event = Examples.incident(revision, publish.kind())
                .setPartnerSection(section)
                .setPublicSection(publish.toPublic() && publish.kind() != EventKind.WITHDRAWN ? Examples.words() : null)
                .build();
        if (publish.kind() == EventKind.WITHDRAWN) {
            standing = null;
        } else if (section != null) {
            standing = section;
        }
        published.add(event);
        return route(event);
    }

    private List<PartnerAlert> follow() {
        LedgerEntry entry = ledger;
        if (entry == null) {
            return List.of();
        }
        AudienceChange change = AudienceChange.of(entry, directory);
        return change.isNone()
                ? List.of()
                : send(change.route(entry, at(entry.getStanding()), at(entry.getLatest()), directory, Examples.TIME));
    }

    private IncidentEvent at(@Nullable SourcePlace place) {
        return published.get(Math.toIntExact(Objects.requireNonNull(place).getOffset()) - 1);
    }

    private List<PartnerAlert> route(IncidentEvent event) {
        return InboxRouting.of(event, Examples.place(event.getRevision()), directory, ledger, Examples.TIME)
                .map(this::send)
                .orElse(List.of());
    }

    private List<PartnerAlert> send(InboxRouting routing) {
        ledger = routing.ledger();
        List<PartnerAlert> sent = new ArrayList<>();
        routing.alerts()
                .forEach((alert, to) -> to.forEach(member -> {
                    inbox(member).add(alert);
                    sent.add(alert);
                }));
        return sent;
    }
}
