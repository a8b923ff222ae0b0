/** Which topics there are, how they are kept, and how a contract becomes a record on one. */
@NullMarked
package uk.tocsin.kafka.topics;

import org.jspecify.annotations.NullMarked;
