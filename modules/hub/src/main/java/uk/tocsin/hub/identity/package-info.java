/** Who is asking: tokens, the roles they carry, and the embedded issuer for a hub that has no other. */
@NullMarked
package uk.tocsin.hub.identity;

import org.jspecify.annotations.NullMarked;
