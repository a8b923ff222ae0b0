/**
 * One attempt to send one message to one endpoint - webhook, chat or email - and what its answer means. Which addresses may be
 * called is decided here, and so is how a message is written and signed.
 */
@NullMarked
package uk.tocsin.partnerfanout.endpoint;

import org.jspecify.annotations.NullMarked;
