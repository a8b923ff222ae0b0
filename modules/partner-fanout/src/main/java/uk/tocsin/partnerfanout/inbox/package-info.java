/**
 * What stands in an inbox: its records, how they are written as JSON, and reading a part of one. Every other room that has to do
 * with inboxes stands on this.
 */
@NullMarked
package uk.tocsin.partnerfanout.inbox;

import org.jspecify.annotations.NullMarked;
