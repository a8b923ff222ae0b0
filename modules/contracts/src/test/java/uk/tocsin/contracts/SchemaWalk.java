package uk.tocsin.contracts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Everything named that a schema holds at any depth. */
@NullMarked
final class SchemaWalk {

    private final Set<String> entered = new HashSet<>();
    private final List<Named> found = new ArrayList<>();

    private SchemaWalk() {}

    /** A field or a named type. {@code path} says where it is; {@code doc} is absent where the file has none. */
    record Named(
            String name,
            String path,
            boolean isField,
            @Nullable String doc) {}

    /** The fields and named types of {@code schema}, each once. */
    static List<Named> of(Schema schema) {
        SchemaWalk walk = new SchemaWalk();
        walk.enter(schema, schema.getName());
        return List.copyOf(walk.found);
    }

    /** The names of {@link #of}. */
    static Set<String> namesOf(Schema schema) {
        Set<String> names = new HashSet<>();
        of(schema).forEach(named -> names.add(named.name()));
        return names;
    }

    private void enter(Schema schema, String path) {
        switch (schema.getType()) {
            case UNION -> schema.getTypes().forEach(branch -> enter(branch, path));
            case ARRAY -> enter(schema.getElementType(), path);
            case MAP -> enter(schema.getValueType(), path);
            case RECORD, ENUM, FIXED -> enterNamed(schema, path);
            default -> {
                // A primitive type has neither a name nor a doc string of its own.
            }
        }
    }

    private void enterNamed(Schema schema, String path) {
        if (!entered.add(schema.getFullName())) {
            return;
        }
        found.add(new Named(schema.getName(), path, false, schema.getDoc()));
        if (schema.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : schema.getFields()) {
                String fieldPath = path + "." + field.name();
                found.add(new Named(field.name(), fieldPath, true, field.doc()));
                enter(field.schema(), fieldPath);
            }
        }
    }
}
