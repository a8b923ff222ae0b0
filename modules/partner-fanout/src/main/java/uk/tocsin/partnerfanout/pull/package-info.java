/**
 * A member reads its own inbox over HTTP: page by page, waiting for what comes, or as a stream. One consumer at the ends of
 * inboxes serves all of them.
 */
@NullMarked
package uk.tocsin.partnerfanout.pull;

import org.jspecify.annotations.NullMarked;
