package uk.tocsin.contracts.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** A small contract in the shape of a generated class, with what tends to go wrong: times, enums, nulls and lists. */
public final class ProbeNotice extends SpecificRecordBase {

    /** The schema as it would stand in its file. */
    public static final String FILE = """
            {
              "type": "record", "name": "ProbeNotice", "namespace": "uk.tocsin.contracts.probe",
              "doc": "What a test says.", "x-owner": "tests",
              "fields": [
                {"name": "id", "type": "string", "doc": "Which."},
                {"name": "raised", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "state", "type": {"type": "enum", "name": "ProbeState",
                  "symbols": ["OPEN", "CLOSED"], "default": "OPEN"}, "default": "OPEN"},
                {"name": "note", "type": ["null", "string"], "default": null, "confluent:tags": ["PII"]},
                {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
                {"name": "labels", "type": {"type": "map", "values": "string"},
                  "default": {"avro.java.string": "kept"}}
              ]
            }
            """;

    private static final String JAVA_STRING = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";

    /** The schema as a generated class would carry it. */
    public static final Schema SCHEMA$ = new Schema.Parser()
            .parse(FILE.replace("\"type\": \"string\"", "\"type\": " + JAVA_STRING)
                    .replace("[\"null\", \"string\"]", "[\"null\", " + JAVA_STRING + "]")
                    .replace("\"items\": \"string\"", "\"items\": " + JAVA_STRING)
                    .replace(
                            "\"values\": \"string\"}",
                            "\"values\": " + JAVA_STRING + ", \"avro.java.string\": \"String\"}"));

    private static final SpecificData MODEL$ = new SpecificData();

    static {
        MODEL$.addLogicalTypeConversion(new TimestampMillisConversion());
    }

    private static final long serialVersionUID = 1L;

    /** Transient, as Avro's records are Externalizable: Java's own serialization never sees a field. */
    private final transient @Nullable Object[] values = new @Nullable Object[6];

    /** For Avro. */
    public ProbeNotice() {}

    /** One that is complete. */
    public static ProbeNotice of(
            String id, Instant raised, ProbeState state, @Nullable String note, List<String> tags) {
        var notice = new ProbeNotice();
        notice.values[0] = id;
        notice.values[1] = raised;
        notice.values[2] = state;
        notice.values[3] = note;
        notice.values[4] = tags;
        notice.values[5] = Map.of();
        return notice;
    }

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public SpecificData getSpecificData() {
        return MODEL$;
    }

    @Override
    public @Nullable Object get(int field) {
        return values[field];
    }

    @Override
    public void put(int field, @Nullable Object value) {
        if (field >= values.length) {
            throw new AvroRuntimeException("no field " + field);
        }
        values[field] = value;
    }

    @Override
    public @Nullable Conversion<?> getConversion(int field) {
        return field == 1 ? new TimestampMillisConversion() : null;
    }
}
