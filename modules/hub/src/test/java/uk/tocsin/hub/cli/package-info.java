/** Tries the command line without a hub. */
@NullMarked
package uk.tocsin.hub.cli;

import org.jspecify.annotations.NullMarked;
