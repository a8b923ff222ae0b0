/**
 * Answers who was sent what of an incident, who has taken it and who has not: from the ledger, inboxes and committed positions,
 * read when somebody asks.
 */
@NullMarked
package uk.tocsin.partnerfanout.recipients;

import org.jspecify.annotations.NullMarked;
