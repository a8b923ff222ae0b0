/** What was measured: samples, ratios, goals, and the two ways in which they are shown. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.report;
