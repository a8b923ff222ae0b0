package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.thaiopensource.relaxng.jaxp.XMLSyntaxSchemaFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;
import uk.tocsin.contracts.EventKind;

/** The feeds against the grammars of their standards, where those are at hand. */
class StandardsTest {

    private static final NoticeBoard BOARD = NoticeBoard.EMPTY.with(List.of(Notices.story()));

    private static Path anchor(String name) {
        Path file = Path.of(System.getProperty("tocsin.anchors", "../../../shared/anchors-data"))
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), file + " is not there; say where with -Dtocsin.anchors=<folder>");
        return file;
    }

    private static List<String> paths(String end) {
        return Notices.site().paths(BOARD).stream()
                .filter(path -> path.endsWith(end))
                .toList();
    }

    private static void validate(Schema schema, String xml) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void everyAtomFeedIsValid() throws Exception {
        Schema atom = new XMLSyntaxSchemaFactory()
                .newSchema(anchor("atom1.0/atom.rng").toFile());

        assertThat(paths(".atom")).hasSizeGreaterThan(8);
        for (String path : paths(".atom")) {
            validate(atom, Notices.at(path, Notices.NOW, Notices.story()));
        }
        assertThatThrownBy(() -> validate(atom, "<feed xmlns='http://www.w3.org/2005/Atom'/>"))
                .isInstanceOf(SAXException.class);
    }

    @Test
    void everyAlertIsValid() throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        for (String schema : List.of("cap1.2/cap12.xsd", "cap1.2/cap12_extended.xsd")) {
            Schema cap = factory.newSchema(anchor(schema).toFile());

            assertThat(paths(".xml")).hasSize(4);
            for (String path : paths(".xml")) {
                validate(cap, Notices.at(path, Notices.NOW, Notices.story()));
            }
            validate(
                    cap,
                    Notices.at(
                            "/cap/" + Notices.INCIDENT + "/1.xml",
                            Notices.NOW,
                            Notices.incident(1, EventKind.NOT_AFFECTED, "not \u0000 us")));
            assertThatThrownBy(() -> validate(cap, "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>"))
                    .isInstanceOf(SAXException.class);
        }
    }

    @Test
    void everyJsonFeedIsValid() throws Exception {
        Path folder =
                anchor("jsonfeed1.1/feed.json").toAbsolutePath().resolve("..").normalize();
        String published = "https://json.schemastore.org/";
        var schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V4,
                        builder -> builder.schemaMappers(mappers ->
                                mappers.mappings(address -> address.startsWith(published)
                                        ? folder.resolve(address.substring(published.length()) + ".json")
                                                .toUri()
                                                .toString()
                                        : address)))
                .getSchema(folder.resolve("feed.json").toUri());

        assertThat(paths("/feed.json")).hasSizeGreaterThan(6);
        for (String path : paths("/feed.json")) {
            String json = Notices.at(path, Notices.NOW, Notices.story());
            assertThat(schema.validate(json, com.networknt.schema.InputFormat.JSON))
                    .as(path)
                    .isEmpty();
        }
        assertThat(schema.validate("{\"version\": 1}", com.networknt.schema.InputFormat.JSON))
                .isNotEmpty();
    }
}
