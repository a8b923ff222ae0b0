package uk.tocsin.hub.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port through which a server is reached while it is open. Shut, it takes connections and ends them at once. */
final class Gate implements AutoCloseable {

    private final ServerSocket entrance;
    private final URI behind;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    Gate(String server) throws IOException {
        behind = URI.create(server);
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::letIn);
    }

    /** The server's address, through the gate. */
    String address() {
        return "http://127.0.0.1:" + entrance.getLocalPort() + behind.getPath();
    }

    void shut() {
        open = false;
        passing.forEach(Gate::end);
    }

    void open() {
        open = true;
    }

    private void letIn() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (open) {
                    Socket server = new Socket(behind.getHost(), behind.getPort());
                    run(() -> pass(client, server));
                    run(() -> pass(server, client));
                } else {
                    end(client);
                }
            } catch (IOException e) {
                shut();
            }
        }
    }

    private void pass(Socket from, Socket to) {
        passing.add(from);
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cutOff) {
            // As it is when a connection is lost.
        } finally {
            end(from);
            end(to);
            passing.remove(from);
        }
    }

    private static void run(Runnable passage) {
        Thread thread = new Thread(passage, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        shut();
    }
}
