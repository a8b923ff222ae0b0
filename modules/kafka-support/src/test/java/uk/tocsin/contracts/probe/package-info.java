/** Contracts that exist for tests alone, in a package that Avro is told to trust. */
@NullMarked
package uk.tocsin.contracts.probe;

import org.jspecify.annotations.NullMarked;
