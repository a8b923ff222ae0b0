package uk.tocsin.ingress;

import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;

/** How contracts become records and records contracts again. */
record Encoding(RecordFactory factory, ContractDeserializer deserializer) {}
