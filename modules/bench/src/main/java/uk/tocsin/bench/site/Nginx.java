package uk.tocsin.bench.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import uk.tocsin.bench.stack.Ports;

/**
 * nginx as a user has it who follows {@code ops/nginx/public-site.conf}, with the settings of Debian around it: only port and
 * folder are others, and there is no encryption, as the site itself has none.
 */
final class Nginx implements AutoCloseable {

    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final long LOOK_MILLIS = 20;
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final URI address;

    private Nginx(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The program, if it is on this machine. */
    static Optional<Path> find() {
        return Program.find("nginx");
    }

    /**
     * Starts one and returns when it answers.
     *
     * @param home a folder for what it writes
     * @param example the settings in {@code ops}
     * @param site the exported site
     */
    static Nginx start(Path program, Path home, Path example, Path site) throws InterruptedException {
        int port = Ports.free();
        try {
            Path server =
                    Files.writeString(home.resolve("public-site.conf"), server(Files.readString(example), port, site));
            Path settings = Files.writeString(home.resolve("nginx.conf"), settings(home, server));
            Process process = new ProcessBuilder(
                            program.toString(), "-p", home.toString(), "-c", settings.toString(), "-g", "daemon off;")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("nginx.log").toFile())
                    .start();
            await(process, port, home);
            return new Nginx(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example on another port and folder. */
    static String server(String example, int port, Path site) {
        String onPort = once(example, "listen 443 ssl;", "listen 127.0.0.1:" + port + ";");
        return once(onPort, "root /srv/tocsin/site;", "root " + site + ";");
    }

    private static String once(String text, String part, String other) {
        if (text.split(Pattern.quote(part), -1).length != 2) {
            throw new IllegalStateException("public-site.conf does not say once: " + part);
        }
        return text.replace(part, other);
    }

    private static String settings(Path home, Path server) {
        // As root it would serve as somebody who cannot look into folders of ours.
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        return """
                %s
                worker_processes auto;
                pid %s/nginx.pid;
                error_log %s/error.log;
                events { worker_connections 1024; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    client_body_temp_path %s/body;
                    proxy_temp_path %s/proxy;
                    fastcgi_temp_path %s/fastcgi;
                    uwsgi_temp_path %s/uwsgi;
                    scgi_temp_path %s/scgi;
                    include %s;
                }
                """.formatted(user, home, home, home, home, home, home, home, server);
    }

    private static void await(Process process, int port, Path home) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw new IllegalStateException(
                        "nginx did not start: " + Files.readAllLines(home.resolve("nginx.log")));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        return address;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                workers.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
