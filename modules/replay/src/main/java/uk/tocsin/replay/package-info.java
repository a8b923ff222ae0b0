/** History: a bounded range of events in time order across councils, through the reader's rights of today. */
@NullMarked
package uk.tocsin.replay;

import org.jspecify.annotations.NullMarked;
