package uk.tocsin.ingress;

/** Where on the log an event stands. */
record Position(String topic, int partition, long offset) {}
