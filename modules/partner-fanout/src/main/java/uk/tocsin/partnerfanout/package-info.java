/**
 * Council topics to partner inboxes, and inboxes to streams and webhooks. What a partner gets is decided by
 * disclosure; this package only carries it there, once on the topic and at least once over HTTP.
 */
@NullMarked
package uk.tocsin.partnerfanout;

import org.jspecify.annotations.NullMarked;
