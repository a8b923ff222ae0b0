package uk.tocsin.kafka.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

/** Answers with headers at once and then a byte every 50 ms, without end. */
final class DrippingServer implements AutoCloseable {

    private final ServerSocket socket;

    DrippingServer() throws IOException {
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::drip, "dripping-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void drip() {
        try (var connection = socket.accept();
                var out = connection.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(US_ASCII));
            while (!socket.isClosed()) {
                out.write(' ');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The client has had enough, which is what the test is about.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
