/**
 * All deliveries of this process: which subscriptions fall to it, what comes into their inboxes, and where their positions and
 * outcomes are kept.
 */
@NullMarked
package uk.tocsin.partnerfanout.delivery;

import org.jspecify.annotations.NullMarked;
