/**
 * What anyone may read, in parts that meet at the topic of notices: {@code projector} reads council topics and writes
 * notices, {@code site} reads notices and serves pages and feeds, {@code email} sends notices to residents.
 */
@NullMarked
package uk.tocsin.publicfeed;

import org.jspecify.annotations.NullMarked;
