/** The command line of {@code ./tocsin bench}: which benchmarks run, and how their results are shown. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench;
