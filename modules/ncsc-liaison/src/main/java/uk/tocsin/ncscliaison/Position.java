package uk.tocsin.ncscliaison;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a referral stands on its topic. */
record Position(String topic, int partition, long offset) {

    static Position of(ConsumerRecord<?, ?> message) {
        return new Position(message.topic(), message.partition(), message.offset());
    }
}
