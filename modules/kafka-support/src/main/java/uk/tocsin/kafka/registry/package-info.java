/**
 * Contract records as bytes: a client for a schema registry that speaks the Confluent REST API, and the
 * serializer and deserializer that write and read its wire format.
 *
 * <p>This is ours because Confluent's own client is not on Maven Central and every other client found speaks another
 * API. It keeps Confluent's property names, so that {@code KafkaAvroSerializer} can take its place by configuration.
 */
@NullMarked
package uk.tocsin.kafka.registry;

import org.jspecify.annotations.NullMarked;
