/**
 * The deliveries of one subscription, in order per incident: lanes, retries, paces, and what is written down. It decides on one
 * thread, in a time that is given to it, and knows neither Kafka clients nor Spring.
 */
@NullMarked
package uk.tocsin.partnerfanout.line;

import org.jspecify.annotations.NullMarked;
