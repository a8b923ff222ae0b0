package uk.tocsin.publicfeed.site;

import java.time.Instant;

/**
 * One subject in a feed. Its id never changes: a reader sees an update, a correction or a withdrawal as a new state of the
 * entry that it has.
 *
 * @param id the lasting id
 * @param path of the page on which to read more
 * @param title one line
 * @param text plain text
 * @param author name of the council that speaks
 * @param published when the first notice was recorded, UTC
 * @param updated when the last notice was recorded, UTC
 * @param isWithdrawn whether what it said no longer stands
 */
record FeedEntry(
        String id,
        String path,
        String title,
        String text,
        String author,
        Instant published,
        Instant updated,
        boolean isWithdrawn) {}
