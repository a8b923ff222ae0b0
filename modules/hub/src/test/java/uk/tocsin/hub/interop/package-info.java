/** Proof that others' clients, genuine and unchanged, understand what Tocsin writes, and Tocsin what they write. */
@NullMarked
package uk.tocsin.hub.interop;

import org.jspecify.annotations.NullMarked;
