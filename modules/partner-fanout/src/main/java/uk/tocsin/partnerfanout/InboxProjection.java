package uk.tocsin.partnerfanout;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.projection.Output;
import uk.tocsin.kafka.projection.Projected;
import uk.tocsin.kafka.projection.Projection;
import uk.tocsin.kafka.projection.SourceEvent;

/** From council topics to the inbox of every member that may know, and from NCSC's responses to the council's own. */
final class InboxProjection implements Projection {

    private static final Pattern TOPICS =
            Pattern.compile(Topics.ALL_COUNCIL_TOPICS.pattern() + "|" + Pattern.quote(Topics.NCSC_RESPONSES));

    private final Clock clock;

    InboxProjection(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "partner-fanout";
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

    private static Projected alerts(Optional<InboxRouting> routing, @Nullable LedgerEntry before, SourceEvent event) {
        if (routing.isEmpty()) {
            return nothing(before, event);
        }
        List<Output> outputs = routing.get().alerts().entrySet().stream()
                .map(alert -> new Output(
                        alert.getValue().stream().map(Topics::inbox).toList(), event.subjectId(), alert.getKey()))
                .toList();
        return new Projected(outputs, routing.get().ledger());
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
