/**
 * How far each subscription has come in its inbox: the committed offset of a consumer group that nobody joins, with what is
 * finished above it.
 */
@NullMarked
package uk.tocsin.partnerfanout.position;

import org.jspecify.annotations.NullMarked;
