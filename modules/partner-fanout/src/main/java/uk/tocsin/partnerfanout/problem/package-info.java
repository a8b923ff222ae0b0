/**
 * How this feature refuses a request. It knows nothing of what is refused.
 */
@NullMarked
package uk.tocsin.partnerfanout.problem;

import org.jspecify.annotations.NullMarked;
