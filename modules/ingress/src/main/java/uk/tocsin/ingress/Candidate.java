package uk.tocsin.ingress;

import org.jspecify.annotations.Nullable;

/**
 * A valid event that a council asks to publish; it has no revision yet.
 *
 * @param event what is to be said
 * @param expectedRevision the revision that the council believes to be the latest, or null to say it whatever is there
 */
record Candidate(Event event, @Nullable Integer expectedRevision) {}
