/** What every answer over HTTP has in common. */
@NullMarked
package uk.tocsin.hub.http;

import org.jspecify.annotations.NullMarked;
