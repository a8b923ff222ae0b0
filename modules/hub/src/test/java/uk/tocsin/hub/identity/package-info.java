/** Tries tokens without a hub. */
@NullMarked
package uk.tocsin.hub.identity;

import org.jspecify.annotations.NullMarked;
