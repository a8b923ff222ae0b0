/** The promises, tried from outside on the real stack. */
@NullMarked
package uk.tocsin.hub.journeys;

import org.jspecify.annotations.NullMarked;
