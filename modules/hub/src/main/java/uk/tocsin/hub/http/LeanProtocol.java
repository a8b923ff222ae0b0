package uk.tocsin.hub.http;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP as the web server speaks it, with less room set aside for each answer: a reader of live updates keeps its own for
 * hours, and there are thousands. What does not fit goes out in parts, and whole arrays of bytes are not copied there at all.
 */
public final class LeanProtocol extends Http11NioProtocol {

    private static final int ANSWER_BYTES = 4 * 1024;

    @Override
    public int getDesiredBufferSize() {
        return ANSWER_BYTES;
    }
}
