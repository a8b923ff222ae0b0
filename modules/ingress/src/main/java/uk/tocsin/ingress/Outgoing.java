package uk.tocsin.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import uk.tocsin.contracts.HeaderNames;

/**
 * An admitted event on its way to the log.
 *
 * @param traceparent W3C trace context of the request that caused it
 */
record Outgoing(Event event, String traceparent) {

    Iterable<Header> trace() {
        return List.of(new RecordHeader(HeaderNames.TRACEPARENT, traceparent.getBytes(UTF_8)));
    }
}
