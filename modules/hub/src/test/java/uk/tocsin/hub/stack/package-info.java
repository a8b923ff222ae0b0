/** Proof of the embedded stack, and the stack on which every integration test runs. */
@NullMarked
package uk.tocsin.hub.stack;

import org.jspecify.annotations.NullMarked;
