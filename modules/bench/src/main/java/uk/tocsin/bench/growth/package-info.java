/** What memory and time it takes as partners grow in number. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.growth;
