package uk.tocsin.kafka.json;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Labels;

/**
 * Writes a contract record as JSON. Which fields leave is decided before, by the type of record: a projection has no
 * field for what its reader may not see. Names stay as in the schema, enums become lower case with hyphens, labels are
 * written as TLP 2.0 writes them, times are RFC 3339 in UTC, and what is absent is left out.
 */
public final class ContractJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ContractJson() {}

    /**
     * The record as a JSON object.
     *
     * @throws IllegalArgumentException for a field of a type that no contract uses
     */
    public static ObjectNode of(SpecificRecord contract) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : contract.getSchema().getFields()) {
            Object value = contract.get(field.pos());
            if (value != null) {
                object.set(field.name(), node(value));
            }
        }
        return object;
    }

    /** An enum constant as JSON writes it: {@code NOT_AFFECTED} is {@code not-affected}. */
    public static String written(Enum<?> value) {
        return value instanceof Tlp tlp
                ? Labels.written(tlp)
                : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonNode node(Object value) {
        if (value instanceof SpecificRecord nested) {
            return of(nested);
        }
        if (value instanceof Collection<?> values) {
            ArrayNode array = NODES.arrayNode(values.size());
            values.forEach(each -> array.add(node(each)));
            return array;
        }
        if (value instanceof Enum<?> constant) {
            return NODES.stringNode(written(constant));
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof CharSequence || value instanceof UUID || value instanceof Temporal) {
            return NODES.stringNode(value.toString());
        }
        throw new IllegalArgumentException(
                "no JSON form for " + value.getClass().getName());
    }
}
