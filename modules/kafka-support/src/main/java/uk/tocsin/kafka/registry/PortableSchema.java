package uk.tocsin.kafka.registry;

import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema as it goes to the registry: complete in itself, with documentation, defaults and custom properties, without
 * what Java's code generator adds for Java alone.
 *
 * <p>A generated class carries {@code "avro.java.string": "String"} at every text. Registered like that, it would be
 * another schema than the one in {@code schemas/}, and who registers or looks up the file would get another id.
 */
public final class PortableSchema {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JAVA_ONLY = "avro.java.string";

    private PortableSchema() {}

    /**
     * The text to register.
     *
     * @param schema of a generated class, or parsed from its file: both give the same text
     * @return JSON in Avro's own layout
     */
    public static String of(Schema schema) {
        var json = JSON.readTree(schema.toString());
        strip(json);
        return new Schema.Parser().parse(JSON.writeValueAsString(json)).toString();
    }

    /** Goes only where a schema can be: a field's default value may hold any key and is left alone. */
    private static void strip(JsonNode schema) {
        if (schema.isArray()) {
            schema.forEach(PortableSchema::strip);
        } else if (schema instanceof ObjectNode node) {
            node.remove(JAVA_ONLY);
            strip(node.path("type"));
            strip(node.path("items"));
            strip(node.path("values"));
            node.path("fields").forEach(PortableSchema::strip);
        }
    }
}
