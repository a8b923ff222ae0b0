/** How every Tocsin process is wired to Kafka and to the registry. */
@NullMarked
package uk.tocsin.kafka;

import org.jspecify.annotations.NullMarked;
