package uk.tocsin.contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The fields of a record that say nothing, at any depth: absent, blank or empty. */
@NullMarked
final class EmptyFields {

    private final List<String> paths = new ArrayList<>();

    private EmptyFields() {}

    static List<String> of(GenericRecord example) {
        EmptyFields fields = new EmptyFields();
        fields.enter(example, example.getSchema().getName());
        return List.copyOf(fields.paths);
    }

    private void enter(@Nullable Object value, String path) {
        if (value instanceof GenericRecord part) {
            for (Schema.Field field : part.getSchema().getFields()) {
                enter(part.get(field.pos()), path + "." + field.name());
            }
        } else if (value instanceof Collection<?> items && !items.isEmpty()) {
            items.forEach(item -> enter(item, path));
        } else if (value instanceof Map<?, ?> entries && !entries.isEmpty()) {
            entries.values().forEach(entry -> enter(entry, path));
        } else if (isEmpty(value)) {
            paths.add(path);
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || value.toString().isBlank()
                || value.toString().equals("UNKNOWN");
    }
}
