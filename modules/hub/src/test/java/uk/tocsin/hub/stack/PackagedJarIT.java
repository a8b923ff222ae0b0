package uk.tocsin.hub.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The jar that people run holds what its modules need. Tests run on the class path of the build, and do not notice when a
 * library is missing there: the one that signs webhooks was, because the hub named it for tests only.
 */
class PackagedJarIT {

    private static final String NEEDED = "/project/dependencies/dependency[not(scope='test') and not(scope='provided')"
            + " and not(optional='true')]/artifactId/text()";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contracts",
                "disclosure",
                "kafka-support",
                "mail-support",
                "ingress",
                "partner-fanout",
                "public-feed",
                "ncsc-liaison",
                "replay"
            })
    void everyLibraryThatAModuleNeedsIsInTheJar(String module) throws Exception {
        Set<String> libraries = libraries();

        assertThat(needed(Path.of("..", module, "pom.xml")))
                .filteredOn(library -> libraries.stream().noneMatch(name -> name.matches(library + "-\\d.*\\.jar")))
                .isEmpty();
        assertThat(libraries).anyMatch(name -> name.startsWith("tocsin-" + module + "-"));
    }

    private static Set<String> libraries() throws Exception {
        Set<String> names = new TreeSet<>();
        try (JarFile jar = new JarFile(Path.of("target", "tocsin.jar").toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/"))
                    .forEach(name -> names.add(name.substring("BOOT-INF/lib/".length())));
        }
        return names;
    }

    private static List<String> needed(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
        NodeList names = (NodeList)
                XPathFactory.newDefaultInstance().newXPath().evaluate(NEEDED, document, XPathConstants.NODESET);
        return IntStream.range(0, names.getLength())
                .mapToObj(index -> names.item(index).getNodeValue())
                .toList();
    }
}
