package uk.tocsin.hub.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.ComposedSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import uk.tocsin.kafka.json.ContractJson;

/** Schemas of contracts as JSON shows them, each put among the document's components when it is first asked for. */
final class ContractSchemas {

    private static final String REFERENCE = "#/components/schemas/";

    /** Other components call other things by the names of contracts: what comes in has fewer fields than what is kept. */
    private static final String SUFFIX = "Contract";

    private final Components components;

    ContractSchemas(Components components) {
        this.components = components;
    }

    /** A schema that any of the contracts meets. */
    Schema<?> anyOf(List<Class<? extends SpecificRecord>> contracts) {
        List<Schema<?>> schemas = contracts.stream()
                .<Schema<?>>map(contract -> of(SpecificData.get().getSchema(contract)))
                .toList();
        if (schemas.size() == 1) {
            return schemas.get(0);
        }
        ComposedSchema any = new ComposedSchema();
        schemas.forEach(any::addAnyOfItem);
        return any;
    }

    private Schema<?> of(org.apache.avro.Schema avro) {
        return switch (avro.getType()) {
            case RECORD -> record(avro);
            case ENUM -> words(avro);
            case ARRAY -> new ArraySchema().items(of(avro.getElementType()));
            case UNION -> of(present(avro));
            case BOOLEAN -> new BooleanSchema();
            case INT, LONG -> number(avro);
            case STRING, FIXED -> new StringSchema().format(avro.getLogicalType() == null ? null : "uuid");
            default -> throw new IllegalArgumentException("no JSON form for " + avro.getFullName());
        };
    }

    private Schema<?> record(org.apache.avro.Schema avro) {
        String name = avro.getName() + SUFFIX;
        if (components.getSchemas() == null || !components.getSchemas().containsKey(name)) {
            ObjectSchema schema = new ObjectSchema();
            schema.description(avro.getDoc());
            components.addSchemas(name, schema);
            for (org.apache.avro.Schema.Field field : avro.getFields()) {
                schema.addProperty(field.name(), of(field.schema()).description(field.doc()));
                if (!field.schema().isNullable()) {
                    schema.addRequiredItem(field.name());
                }
            }
        }
        return new Schema<>().$ref(REFERENCE + name);
    }

    private static Schema<?> words(org.apache.avro.Schema avro) {
        StringSchema schema = new StringSchema();
        for (Object constant : SpecificData.get().getClass(avro).getEnumConstants()) {
            schema.addEnumItem(ContractJson.written((Enum<?>) constant));
        }
        return schema;
    }

    private static Schema<?> number(org.apache.avro.Schema avro) {
        if (avro.getLogicalType() == null) {
            return new IntegerSchema().format(null);
        }
        return new StringSchema().format(avro.getLogicalType().getName().equals("date") ? "date" : "date-time");
    }

    private static org.apache.avro.Schema present(org.apache.avro.Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != org.apache.avro.Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }
}
