/** How long an alert takes from the council's POST to a partner's inbox, at a given rate. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.latency;
