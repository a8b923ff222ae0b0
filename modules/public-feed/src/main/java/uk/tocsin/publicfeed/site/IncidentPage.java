package uk.tocsin.publicfeed.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicService;

/**
 * What the page of an incident shows; everything in it is ready to print.
 *
 * @param headline the latest headline, or that it is withdrawn
 * @param council who speaks of it
 * @param councilHref address of the council's page
 * @param standing in words and colour
 * @param updated when the last notice was recorded
 * @param latest what stands now, or null after a withdrawal
 * @param history every notice, the latest first; of a single one, which stands above, only what kind it is and when it was
 */
record IncidentPage(
        String headline,
        String council,
        String councilHref,
        Tag standing,
        String updated,
        @Nullable Latest latest,
        List<Notice> history) {

    /**
     * What stands now.
     *
     * @param correction whether it corrects what was said before
     * @param statement its paragraphs
     * @param attribution who published it, and whose statement it is said to be
     * @param services what is affected, with its state where that is public
     * @param personalData what is held of personal data
     * @param nextUpdate what was promised of the next update, or null where there will be none
     * @param overdue whether that promise is broken
     */
    record Latest(
            boolean correction,
            List<String> statement,
            String attribution,
            List<Affected> services,
            String personalData,
            @Nullable String nextUpdate,
            boolean overdue) {}

    /**
     * A service that the incident touches.
     *
     * @param name as residents know it
     * @param href address of the page of this service across councils, or null when none is public
     * @param state in words and colour, or null when none is public
     * @param details what is said of it, such as what to do instead
     */
    record Affected(
            String name, @Nullable String href, @Nullable Tag state, List<String> details) {}

    /**
     * One notice of the history.
     *
     * @param kind what kind of notice it was
     * @param recorded when it was recorded
     * @param machineTime the same for machines
     * @param remark what became of it since, or null when nothing did
     * @param headline its headline, or null when it was withdrawn or is the only one
     * @param statement its paragraphs, none when it has no headline
     * @param personalData what was held of personal data, or null when it has no headline
     */
    record Notice(
            String kind,
            String recorded,
            String machineTime,
            @Nullable String remark,
            @Nullable String headline,
            List<String> statement,
            @Nullable String personalData) {}

    static IncidentPage of(BoardIncident incident, Rows rows) {
        Texts texts = rows.texts();
        Words words = new Words(texts);
        PublicIncident content = incident.content();
        return new IncidentPage(
                words.headline(incident),
                rows.board().nameOf(incident.publisher()),
                Addresses.council(incident.publisher()),
                words.standing(incident),
                texts.moment(incident.updatedAt()),
                content == null ? null : latest(incident, content, rows),
                history(incident.history(), words));
    }

    private static Latest latest(BoardIncident incident, PublicIncident content, Rows rows) {
        Words words = new Words(rows.texts());
        return new Latest(
                incident.latest().kind() == EventKind.CORRECTED,
                Words.paragraphs(content.getStatement()),
                words.attribution(incident, content, rows.board()),
                content.getAffectedServices().stream()
                        .map(service -> affected(service, rows))
                        .toList(),
                words.personalData(content.getPersonalData()),
                words.nextUpdate(incident, rows.now()),
                incident.isOverdue(rows.now()));
    }

    private static Affected affected(AffectedService service, Rows rows) {
        BoardService known = rows.board().service(service.getServiceId()).orElse(null);
        PublicService content = known == null ? null : known.content();
        if (known == null || content == null) {
            return new Affected(service.getName(), null, null, List.of());
        }
        Words words = new Words(rows.texts());
        return new Affected(
                service.getName(),
                Addresses.service(known.slug()),
                words.state(content.getState()),
                words.details(content));
    }

    private static List<Notice> history(List<HistoryEntry> history, Words words) {
        List<Notice> notices = new ArrayList<>();
        HistoryEntry only = history.get(0);
        if (history.size() == 1 && only.incident() != null) {
            return List.of(bare(only, null, words));
        }
        EventKind next = EventKind.UNKNOWN;
        for (int at = history.size() - 1; at >= 0; at--) {
            HistoryEntry entry = history.get(at);
            notices.add(notice(entry, next, words));
            next = entry.kind();
        }
        return Collections.unmodifiableList(notices);
    }

    private static Notice notice(HistoryEntry entry, EventKind next, Words words) {
        PublicIncident content = entry.incident();
        Texts texts = words.texts();
        if (content == null) {
            String remark = texts.say(
                    entry.kind() == EventKind.WITHDRAWN ? "incident.no-longer-stands" : "incident.text-withdrawn");
            return bare(entry, remark, words);
        }
        return new Notice(
                words.kind(entry.kind()),
                texts.moment(entry.recordedAt()),
                entry.recordedAt().toString(),
                next == EventKind.CORRECTED ? texts.say("incident.corrected-later") : null,
                content.getHeadline(),
                Words.paragraphs(content.getStatement()),
                words.personalData(content.getPersonalData()));
    }

    /** What kind of notice it was and when, without what it said. */
    private static Notice bare(HistoryEntry entry, @Nullable String remark, Words words) {
        return new Notice(
                words.kind(entry.kind()),
                words.texts().moment(entry.recordedAt()),
                entry.recordedAt().toString(),
                remark,
                null,
                List.of(),
                null);
    }
}
