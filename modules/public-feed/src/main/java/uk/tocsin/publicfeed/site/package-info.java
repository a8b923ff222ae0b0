/**
 * Notices to pages and feeds: a fold over the topic of notices, so that it holds nothing that is not public already. It
 * reads nothing else, needs no directory, and writes nothing.
 */
@NullMarked
package uk.tocsin.publicfeed.site;

import org.jspecify.annotations.NullMarked;
