package uk.tocsin.publicfeed.site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes a small XML document element by element, with everything escaped and without characters that XML has no place for. */
final class Xml {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter writer;
    private final String namespace;

    private Xml(String namespace) throws XMLStreamException {
        this.namespace = namespace;
        writer = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    }

    /** What a document is made of. */
    @FunctionalInterface
    interface Body {

        void write(Xml xml) throws XMLStreamException;
    }

    /** A document whose root is {@code root} in the default namespace {@code namespace}. */
    static byte[] document(String root, String namespace, Body body) {
        try {
            Xml xml = new Xml(namespace);
            xml.writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writer.setDefaultNamespace(namespace);
            xml.writer.writeStartElement(namespace, root);
            xml.writer.writeDefaultNamespace(namespace);
            body.write(xml);
            xml.writer.writeEndElement();
            xml.writer.writeEndDocument();
            xml.writer.close();
            return xml.bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document of " + root + " cannot be written", e);
        }
    }

    Xml attribute(String name, String value) throws XMLStreamException {
        writer.writeAttribute(name, Words.printable(value));
        return this;
    }

    /** An element with elements in it. */
    Xml element(String name, Body body) throws XMLStreamException {
        writer.writeStartElement(namespace, name);
        body.write(this);
        writer.writeEndElement();
        return this;
    }

    /** An element with text in it; nothing for null. */
    Xml element(String name, @Nullable String text) throws XMLStreamException {
        return text == null ? this : element(name, xml -> xml.text(text));
    }

    Xml text(String text) throws XMLStreamException {
        writer.writeCharacters(Words.printable(text));
        return this;
    }
}
