package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.probe.ProbeNotice;

class PortableSchemaTest {

    @Test
    void aGeneratedClassGivesTheTextOfItsFile() {
        assertThat(ProbeNotice.SCHEMA$.toString()).contains("\"avro.java.string\":\"String\"");

        assertThat(PortableSchema.of(ProbeNotice.SCHEMA$))
                .isEqualTo(new Schema.Parser().parse(ProbeNotice.FILE).toString());
    }

    @Test
    void keepsDocumentationDefaultsAndProperties() {
        assertThat(PortableSchema.of(ProbeNotice.SCHEMA$))
                .contains("\"doc\":\"What a test says.\"", "\"doc\":\"Which.\"", "\"x-owner\":\"tests\"")
                .contains("\"confluent:tags\":[\"PII\"]", "\"logicalType\":\"timestamp-millis\"")
                .contains("\"symbols\":[\"OPEN\",\"CLOSED\"],\"default\":\"OPEN\"");
    }

    @Test
    void leavesADefaultValueAloneWhateverItsKeys() {
        assertThat(PortableSchema.of(ProbeNotice.SCHEMA$)).contains("\"default\":{\"avro.java.string\":\"kept\"}");
    }

    @Test
    void isCompleteInItselfWhenATypeIsUsedTwice() {
        var schema = new Schema.Parser().parse("""
                        {"type":"record","name":"a.B","fields":[
                          {"name":"x","type":{"type":"record","name":"C","fields":[
                            {"name":"s","type":{"type":"string","avro.java.string":"String"}}]}},
                          {"name":"y","type":["null","C"]},
                          {"name":"z","type":{"type":"array","items":{"type":"map","values":"C","avro.java.string":"String"}}}
                        ]}""");

        var text = PortableSchema.of(schema);

        assertThat(text).doesNotContain("avro.java.string");
        assertThat(new Schema.Parser()
                        .parse(text)
                        .getField("y")
                        .schema()
                        .getTypes()
                        .get(1)
                        .getFields())
                .hasSize(1);
    }
}
