/** The directory as it now is, folded from its topic. */
@NullMarked
package uk.tocsin.kafka.directory;

import org.jspecify.annotations.NullMarked;
