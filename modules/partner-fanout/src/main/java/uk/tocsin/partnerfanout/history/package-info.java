/**
 * What became of deliveries, for the member whose they are; dead letters sent again and test messages, on request.
 */
@NullMarked
package uk.tocsin.partnerfanout.history;

import org.jspecify.annotations.NullMarked;
