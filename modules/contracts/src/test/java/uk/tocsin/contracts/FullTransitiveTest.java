package uk.tocsin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker itself: it must refuse what would break a reader, or its silence says nothing of the schemas. */
@NullMarked
class FullTransitiveTest {

    private static final String STATE = field("state", enumOf("\"UNKNOWN\", \"UP\"", "\"UNKNOWN\""), "");
    private static final String NOTE = "{\"name\": \"note\", \"type\": \"string\"}";
    private static final String NOTE_WITH_DEFAULT = "{\"name\": \"note\", \"type\": \"string\", \"default\": \"\"}";

    @Test
    void acceptsAnAddedFieldWithADefault() {
        assertThat(violations(STATE, STATE + "," + NOTE_WITH_DEFAULT)).isEmpty();
    }

    @Test
    void refusesAnAddedFieldWithoutADefault() {
        assertThat(violations(STATE, STATE + "," + NOTE))
                .singleElement()
                .asString()
                .startsWith("version 2 cannot read version 1");
    }

    @Test
    void refusesARemovedFieldWithoutADefault() {
        assertThat(violations(STATE + "," + NOTE, STATE))
                .singleElement()
                .asString()
                .startsWith("version 1 cannot read version 2");
    }

    @Test
    void acceptsAnAddedSymbolOfAnEnumWithADefault() {
        String more = field("state", enumOf("\"UNKNOWN\", \"UP\", \"DOWN\"", "\"UNKNOWN\""), "");

        assertThat(violations(STATE, more)).isEmpty();
    }

    @Test
    void refusesAnAddedSymbolOfAnEnumWithoutADefault() {
        String two = field("state", enumOf("\"UNKNOWN\", \"UP\"", null), "");
        String three = field("state", enumOf("\"UNKNOWN\", \"UP\", \"DOWN\"", null), "");

        assertThat(violations(two, three)).singleElement().asString().startsWith("version 1 cannot read version 2");
    }

    @Test
    void theDefaultOfTheFieldDoesNotExcuseAnEnumWithoutADefault() {
        String two = field("state", enumOf("\"UNKNOWN\", \"UP\"", null), ", \"default\": \"UNKNOWN\"");
        String three = field("state", enumOf("\"UNKNOWN\", \"UP\", \"DOWN\"", null), ", \"default\": \"UNKNOWN\"");

        assertThat(violations(two, three)).isNotEmpty();
    }

    @Test
    void refusesAnotherType() {
        assertThat(violations(NOTE, "{\"name\": \"note\", \"type\": \"int\"}")).hasSize(2);
    }

    @Test
    void comparesVersionsThatAreNotNeighbours() {
        assertThat(violations(STATE, STATE + "," + NOTE_WITH_DEFAULT, STATE + "," + NOTE))
                .singleElement()
                .asString()
                .startsWith("version 3 cannot read version 1");
    }

    private static List<String> violations(String... fieldsOfVersions) {
        return FullTransitive.violations(
                Stream.of(fieldsOfVersions).map(FullTransitiveTest::schema).toList());
    }

    private static Schema schema(String fields) {
        return new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"Sample\", \"fields\": [" + fields + "]}");
    }

    private static String field(String name, String type, String more) {
        return "{\"name\": \"" + name + "\", \"type\": " + type + more + "}";
    }

    private static String enumOf(String symbols, @Nullable String defaultSymbol) {
        String ending = defaultSymbol == null ? "" : ", \"default\": " + defaultSymbol;
        return "{\"type\": \"enum\", \"name\": \"State\", \"symbols\": [" + symbols + "]" + ending + "}";
    }
}
