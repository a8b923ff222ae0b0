package uk.tocsin.contracts;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.jspecify.annotations.NullMarked;

/** The registry's rule FULL_TRANSITIVE, asked of files before the registry is. */
@NullMarked
final class FullTransitive {

    private FullTransitive() {}

    /** What keeps any version from reading any other, in both directions; empty when nothing does. */
    static List<String> violations(List<Schema> versions) {
        List<String> violations = new ArrayList<>();
        for (int reader = 0; reader < versions.size(); reader++) {
            for (int writer = 0; writer < versions.size(); writer++) {
                SchemaPairCompatibility pair =
                        SchemaCompatibility.checkReaderWriterCompatibility(versions.get(reader), versions.get(writer));
                if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
                    violations.add("version " + (reader + 1) + " cannot read version " + (writer + 1) + ": "
                            + pair.getResult().getIncompatibilities());
                }
            }
        }
        return violations;
    }
}
