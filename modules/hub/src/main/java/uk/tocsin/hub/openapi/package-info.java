/** The document of the HTTP API, and the page on which to try it. */
@NullMarked
package uk.tocsin.hub.openapi;

import org.jspecify.annotations.NullMarked;
