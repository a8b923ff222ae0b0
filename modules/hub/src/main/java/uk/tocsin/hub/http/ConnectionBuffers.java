package uk.tocsin.hub.http;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/**
 * Room for each connection of the web server, outside of the heap: thousands of readers of live updates each keep one, and
 * what is written goes to the network from there without another copy.
 */
final class ConnectionBuffers implements TomcatConnectorCustomizer {

    private static final int READ_BYTES = 2 * 1024;

    /** Pages of a hundred KiB go out in as many steps as this fits into them. */
    private static final int WRITE_BYTES = 16 * 1024;

    @Override
    public void customize(Connector connector) {
        connector.setProperty("socket.directBuffer", "true");
        connector.setProperty("socket.appReadBufSize", Integer.toString(READ_BYTES));
        connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BYTES));
    }
}
