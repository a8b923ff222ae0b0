/**
 * Council topics to partner inboxes, and inboxes to streams and webhooks. What a partner gets is decided by
 * disclosure; this feature only carries it there, once on the topic and at least once over HTTP. Each of its rooms is a package
 * with a configuration of its own; which sees which is drawn in the module's README.
 */
@NullMarked
package uk.tocsin.partnerfanout;

import org.jspecify.annotations.NullMarked;
