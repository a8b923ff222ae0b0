package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.publicfeed.site.IncidentView.Affected;
import uk.tocsin.publicfeed.site.IncidentView.Latest;
import uk.tocsin.publicfeed.site.IncidentView.Notice;

/** Puts an incident into the words of its page. */
final class IncidentPage {

    static final String WITHDRAWN = "Withdrawn notice";

    private IncidentPage() {}

    static IncidentView of(BoardIncident incident, NoticeBoard board, Instant now) {
        PublicIncident content = incident.content();
        return new IncidentView(
                content == null ? WITHDRAWN : content.getHeadline(),
                board.nameOf(incident.publisher()),
                Words.standing(incident),
                Words.moment(incident.updatedAt()),
                content == null ? null : latest(incident, content, board, now),
                history(incident.history()));
    }

    /** What was promised of the next update, or null where there will be none. */
    static @Nullable String nextUpdate(BoardIncident incident, Instant now) {
        PublicIncident content = incident.content();
        return content == null || !incident.isOpen() ? null : Words.nextUpdate(content.getNextUpdateDue(), now);
    }

    private static Latest latest(BoardIncident incident, PublicIncident content, NoticeBoard board, Instant now) {
        return new Latest(
                incident.latest().kind() == EventKind.CORRECTED,
                Words.paragraphs(content.getStatement()),
                Attribution.of(incident, content, board),
                affected(content.getAffectedServices(), board),
                Words.personalData(content.getPersonalData()),
                nextUpdate(incident, now));
    }

    private static List<Affected> affected(List<AffectedService> services, NoticeBoard board) {
        return services.stream()
                .map(service -> new Affected(service.getName(), state(service.getServiceId(), board)))
                .toList();
    }

    private static @Nullable Tag state(String serviceId, NoticeBoard board) {
        BoardService service = board.service(serviceId).orElse(null);
        PublicService content = service == null ? null : service.content();
        return content == null ? null : Words.state(content.getState());
    }

    private static List<Notice> history(List<HistoryEntry> history) {
        List<Notice> notices = new ArrayList<>();
        EventKind next = EventKind.UNKNOWN;
        for (int at = history.size() - 1; at >= 0; at--) {
            HistoryEntry entry = history.get(at);
            notices.add(notice(entry, next));
            next = entry.kind();
        }
        return Collections.unmodifiableList(notices);
    }

    private static Notice notice(HistoryEntry entry, EventKind next) {
        PublicIncident content = entry.incident();
        String kind = Words.kind(entry.kind());
        String recorded = Words.moment(entry.recordedAt());
        if (content == null) {
            String remark = entry.kind() == EventKind.WITHDRAWN
                    ? "What was said before no longer stands."
                    : "The text of this notice has been withdrawn.";
            return new Notice(kind, recorded, remark, null, List.of(), null);
        }
        return new Notice(
                kind,
                recorded,
                next == EventKind.CORRECTED ? "This notice was corrected by the one after it." : null,
                content.getHeadline(),
                Words.paragraphs(content.getStatement()),
                Words.personalData(content.getPersonalData()));
    }
}
