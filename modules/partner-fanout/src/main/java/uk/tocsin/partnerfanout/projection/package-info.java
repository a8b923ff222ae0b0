/**
 * Council topics and responses to inboxes, in one transaction per poll. Whom an event reaches is decided by pure functions; who
 * holds what is in the ledger.
 */
@NullMarked
package uk.tocsin.partnerfanout.projection;

import org.jspecify.annotations.NullMarked;
