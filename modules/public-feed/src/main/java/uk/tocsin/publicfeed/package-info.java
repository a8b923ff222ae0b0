/**
 * What anyone may read, in two halves that meet at the topic of notices: {@code projector} reads council topics and writes
 * notices, {@code site} reads notices and serves pages and feeds.
 */
@NullMarked
package uk.tocsin.publicfeed;

import org.jspecify.annotations.NullMarked;
