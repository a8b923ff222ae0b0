/** How many events a second reach every inbox, exactly once, by four ways of doing it. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.fanout;
