package uk.tocsin.publicfeed.site;

import java.nio.charset.StandardCharsets;

/** One thing that the site answers with, whole. Its bytes are shared with whoever sends them, and changed by nobody. */
final class Document {

    static final String HTML = "text/html;charset=UTF-8";

    private final int status;
    private final String type;
    private final byte[] body;
    private final boolean isForFrames;

    private Document(int status, String type, byte[] body, boolean isForFrames) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.isForFrames = isForFrames;
    }

    static Document page(int status, String html) {
        return new Document(status, HTML, html.getBytes(StandardCharsets.UTF_8), false);
    }

    static Document of(String type, byte[] body) {
        return new Document(200, type, body, false);
    }

    static Document forFrames(String html) {
        return new Document(200, HTML, html.getBytes(StandardCharsets.UTF_8), true);
    }

    /** As in HTTP. */
    int status() {
        return status;
    }

    /** Media type, with the character set where it has one. */
    String type() {
        return type;
    }

    byte[] body() {
        return body;
    }

    /** Whether other sites may show it in a frame. */
    boolean isForFrames() {
        return isForFrames;
    }
}
