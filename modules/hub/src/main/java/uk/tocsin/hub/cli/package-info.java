/** The command line: {@code ./tocsin}. */
@NullMarked
package uk.tocsin.hub.cli;

import org.jspecify.annotations.NullMarked;
