package uk.tocsin.publicfeed.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicIncident;

/**
 * One notice in the life of an incident.
 *
 * @param revision position in the incident's life
 * @param kind what the notice is to the public
 * @param recordedAt when it was recorded, UTC
 * @param incident its content, or null for a withdrawal and for everything that a later withdrawal took back
 */
record HistoryEntry(
        int revision,
        EventKind kind,
        Instant recordedAt,
        @Nullable PublicIncident incident) {

    /** The same, as a notice of another kind. */
    HistoryEntry as(EventKind other) {
        return new HistoryEntry(revision, other, recordedAt, incident);
    }

    /** That something was said, without what. */
    HistoryEntry withoutContent() {
        return new HistoryEntry(revision, kind, recordedAt, null);
    }
}
