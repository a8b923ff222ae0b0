package uk.tocsin.ingress;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is on the log, or would be.
 *
 * @param position where it stands, or null when it has not been written
 */
record Receipt(Event event, @Nullable Position position) {}
