package uk.tocsin.partnerfanout.projection;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.SourcePlace;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.projection.FollowsDirectory;
import uk.tocsin.kafka.projection.Output;
import uk.tocsin.kafka.projection.Projected;
import uk.tocsin.kafka.projection.SourceEvent;

/** From council topics to the inbox of every member that may know, and from NCSC's responses to the council's own. */
final class InboxProjection implements FollowsDirectory {

    private static final Pattern TOPICS =
            Pattern.compile(Topics.ALL_COUNCIL_TOPICS.pattern() + "|" + Pattern.quote(Topics.NCSC_RESPONSES));

    /** Stable for ever: it names the group and the ledger. */
    static final String NAME = "partner-fanout";

    private static final Logger LOG = LoggerFactory.getLogger(InboxProjection.class);

    private final Clock clock;
    /** Names of topics, checked and put together once for each member rather than at each alert. */
    private final Map<String, String> inboxes = new ConcurrentHashMap<>();

    InboxProjection(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pattern topics() {
        return TOPICS;
    }

    @Override
    public Projected project(SourceEvent event, Optional<LedgerEntry> ledger, Directory directory) {
        LedgerEntry before = ledger.orElse(null);
        if (event.contract() instanceof IncidentEvent incident) {
            return alerts(InboxRouting.of(incident, event.place(), directory, before, clock.instant()), before, event);
        }
        if (event.contract() instanceof ServiceStatusEvent status) {
            return alerts(InboxRouting.of(status, event.place(), directory, before, clock.instant()), before, event);
        }
        if (event.contract() instanceof ReferralResponse response) {
            return response(response, before, event);
        }
        throw new IllegalArgumentException(
                "record: " + event.contract().getSchema().getName() + " (expected: a council's event or a response)");
    }

    @Override
    public Set<SourcePlace> needed(LedgerEntry entry, Directory directory) {
        return AudienceChange.of(entry, directory).isNone()
                ? Set.of()
                : Stream.of(entry.getStanding(), entry.getLatest())
                        .flatMap(Stream::ofNullable)
                        .collect(Collectors.toSet());
    }

    @Override
    public Projected follow(LedgerEntry entry, Map<SourcePlace, SourceEvent> events, Directory directory) {
        SourceEvent standing = events.get(entry.getStanding());
        SourceEvent latest = events.get(entry.getLatest());
        if (standing == null || latest == null) {
            LOG.atError()
                    .addKeyValue("incidentId", entry.getSubjectId())
                    .log("An event is gone from its topic, so its readers cannot be brought in line");
            return new Projected(List.of(), entry);
        }
        AudienceChange change = AudienceChange.of(entry, directory);
        return projected(
                change.route(entry, standing.contract(), latest.contract(), directory, clock.instant()),
                entry.getSubjectId());
    }

    private Projected alerts(Optional<InboxRouting> routing, @Nullable LedgerEntry before, SourceEvent event) {
        if (routing.isEmpty()) {
            return nothing(before, event);
        }
        return projected(routing.get(), event.subjectId());
    }

    private Projected projected(InboxRouting routing, String subjectId) {
        List<Output> outputs = routing.alerts().entrySet().stream()
                .map(alert ->
                        new Output(alert.getValue().stream().map(this::inbox).toList(), subjectId, alert.getKey()))
                .toList();
        return new Projected(outputs, routing.ledger());
    }

    private String inbox(String memberId) {
        return inboxes.computeIfAbsent(memberId, Topics::inbox);
    }

    private static Projected response(ReferralResponse response, @Nullable LedgerEntry before, SourceEvent event) {
        Optional<ResponseRouting> routing = ResponseRouting.of(response, before);
        if (routing.isEmpty()) {
            return nothing(before, event);
        }
        String inbox = Topics.inbox(routing.get().memberId());
        return new Projected(
                List.of(new Output(List.of(inbox), event.subjectId(), response)),
                routing.get().ledger());
    }

    /** A repetition: there is an entry, or it would not be one. */
    private static Projected nothing(@Nullable LedgerEntry before, SourceEvent event) {
        if (before == null) {
            throw new IllegalStateException("nothing is remembered of " + event.subjectId());
        }
        return new Projected(List.of(), before);
    }
}
