/**
 * The secrets of subscriptions: made, sealed so that whoever reads the directory topic learns nothing, and used to sign.
 */
@NullMarked
package uk.tocsin.partnerfanout.secret;

import org.jspecify.annotations.NullMarked;
