/**
 * A member says where its alerts are to be sent and of what it wants to be told. Subscriptions stand in the directory.
 */
@NullMarked
package uk.tocsin.partnerfanout.subscription;

import org.jspecify.annotations.NullMarked;
