package uk.tocsin.kafka.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.PublicNotice;

/**
 * CloudEvents 1.0 attributes of a contract, from its fields by name: every contract calls the same thing by the same
 * name, so that a new one needs nothing here.
 */
final class CloudEventHeaders {

    private static final Map<String, String> KEBAB = new ConcurrentHashMap<>();

    private CloudEventHeaders() {}

    static Headers of(SpecificRecord contract, Iterable<Header> source) {
        var headers = new RecordHeaders();
        put(headers, HeaderNames.CE_SPECVERSION, Optional.of("1.0"));
        put(headers, HeaderNames.CE_ID, first(contract, "eventId", "responseId"));
        put(headers, HeaderNames.CE_SOURCE, source(contract));
        put(headers, HeaderNames.CE_TYPE, Optional.of(type(contract)));
        put(headers, HeaderNames.CE_SUBJECT, first(contract, "subjectId", "incidentId", "serviceId", "entryId"));
        put(headers, HeaderNames.CE_TIME, first(contract, "recordedAt", "respondedAt"));
        put(headers, HeaderNames.CE_DATACLASSIFICATION, label(contract));
        put(headers, HeaderNames.CONTENT_TYPE, Optional.of("application/avro"));
        for (Header header : source) {
            if (header.key().equals(HeaderNames.TRACEPARENT) || header.key().equals(HeaderNames.TRACESTATE)) {
                headers.add(header);
            }
        }
        return headers;
    }

    /** A response is said by whoever responded, and everything else by the council that it is about. */
    private static Optional<String> source(SpecificRecord contract) {
        return first(contract, "respondedBy", "recordedBy", "publisher").map(member -> "/members/" + member);
    }

    private static String type(SpecificRecord contract) {
        var name = "uk.tocsin." + kebab(contract.getSchema().getName());
        return first(contract, "kind", "state", "decision")
                .map(kind -> name + "." + kebab(kind))
                .orElse(name);
    }

    private static Optional<String> label(SpecificRecord contract) {
        if (contract instanceof PublicNotice) {
            return Optional.of("TLP:CLEAR");
        }
        return first(contract, "tlp").map(label -> "TLP:" + label.replace('_', '+'));
    }

    /** Remembered, as there are only so many: names of contracts, kinds, states and decisions. */
    private static String kebab(String name) {
        return KEBAB.computeIfAbsent(
                name,
                text -> text.replaceAll("([a-z])([A-Z])", "$1-$2")
                        .replace('_', '-')
                        .toLowerCase(Locale.ROOT));
    }

    private static Optional<String> first(SpecificRecord contract, String... names) {
        for (String name : names) {
            var field = contract.getSchema().getField(name);
            var value = field == null ? null : contract.get(field.pos());
            if (value != null) {
                return Optional.of(value.toString());
            }
        }
        return Optional.empty();
    }

    private static void put(Headers headers, String name, Optional<String> value) {
        value.ifPresent(text -> headers.add(name, text.getBytes(UTF_8)));
    }
}
