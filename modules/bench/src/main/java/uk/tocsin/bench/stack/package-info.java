/** The real hub with its broker and registry as processes of their own, and what a bench asks of them. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.stack;
