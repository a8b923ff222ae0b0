package uk.tocsin.ingress;

import org.apache.kafka.clients.producer.ProducerRecord;

/** An admitted event on its way to the log, and the record that it has become. */
record Outgoing(Event event, ProducerRecord<String, byte[]> encoded) {}
