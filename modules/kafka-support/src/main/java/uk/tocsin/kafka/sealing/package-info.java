/** What must not be readable by whoever reads a topic is sealed before it is written there. */
@NullMarked
package uk.tocsin.kafka.sealing;

import org.jspecify.annotations.NullMarked;
