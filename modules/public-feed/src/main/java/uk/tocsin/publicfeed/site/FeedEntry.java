package uk.tocsin.publicfeed.site;

import java.time.Instant;

/**
 * One subject in a feed. Its id never changes: a reader sees an update, a correction or a withdrawal as a new state of the
 * entry that it has.
 *
 * @param id the lasting id
 * @param url where to read more
 * @param title one line
 * @param text plain text
 * @param author name of the council that speaks
 * @param published when the first notice was recorded, UTC
 * @param updated when the last notice was recorded, UTC
 */
record FeedEntry(String id, String url, String title, String text, String author, Instant published, Instant updated) {}
