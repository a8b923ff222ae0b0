/** What is given up is kept with its bytes and its cause. */
@NullMarked
package uk.tocsin.kafka.deadletter;

import org.jspecify.annotations.NullMarked;
