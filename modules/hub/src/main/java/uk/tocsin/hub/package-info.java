/** All roles in one process: this module composes the others and holds no decision of its own. */
@NullMarked
package uk.tocsin.hub;

import org.jspecify.annotations.NullMarked;
