package uk.tocsin.kafka.projection;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record for one or more topics. Put all topics that get the same record into one output: it is encoded once.
 *
 * @param key of the record on every topic
 */
public record Output(List<String> topics, String key, SpecificRecord contract) {

    public Output {
        topics = List.copyOf(topics);
    }
}
