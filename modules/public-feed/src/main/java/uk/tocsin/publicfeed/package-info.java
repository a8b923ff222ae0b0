/**
 * What anyone may read: council topics to public notices, and notices to pages and feeds. The pages and feeds are a fold
 * over the topic of notices, so they hold nothing that is not public already.
 */
@NullMarked
package uk.tocsin.publicfeed;

import org.jspecify.annotations.NullMarked;
