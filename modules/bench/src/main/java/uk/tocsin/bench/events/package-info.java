/** Example events of councils, and how they come onto council topics. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.events;
