/** What each party may do on a cluster with access control, as Kafka's own rules. */
@NullMarked
package uk.tocsin.kafka.access;

import org.jspecify.annotations.NullMarked;
