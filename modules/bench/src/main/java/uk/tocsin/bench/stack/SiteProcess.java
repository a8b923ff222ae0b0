package uk.tocsin.bench.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The half of the public feed that faces the public, alone in its process, beside the broker and registry of a hub. */
public final class SiteProcess implements AutoCloseable {

    private static final long START_LIMIT_NANOS = 120_000_000_000L;
    private static final long LOOK_MILLIS = 100;
    private static final int OK = 200;

    private final Process process;
    private final URI address;

    private SiteProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one and returns when it has read every notice.
     *
     * @param home a folder for what it writes
     * @param settings further settings, as {@code --name=value}
     */
    public static SiteProcess start(Path home, List<String> flags, HubProcess.Addresses stack, List<String> settings)
            throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + Ports.free());
        List<String> arguments = new ArrayList<>(List.of("serve", "--"));
        arguments.add("--spring.kafka.bootstrap-servers=" + stack.broker());
        arguments.add("--tocsin.registry.url=" + stack.registry());
        arguments.addAll(List.of("--tocsin.roles=public-site", "--server.address=127.0.0.1"));
        arguments.addAll(List.of("--server.port=" + address.getPort(), "--tocsin.public-feed.base-url=" + address));
        arguments.addAll(settings);
        Process process = start(home, "site.log", flags, arguments);
        SiteProcess site = new SiteProcess(process, address);
        long deadline = System.nanoTime() + START_LIMIT_NANOS;
        while (!site.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                site.close();
                throw new IllegalStateException("the site did not start; its log is " + home.resolve("site.log"));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return site;
    }

    /**
     * Writes the whole site as files, as {@code ./tocsin export-site} does.
     *
     * @param home a folder for what it says
     * @param folder where to
     * @param base the address at which they will be served
     * @return the folder to serve
     */
    public static Path export(Path home, Path folder, HubProcess.Addresses stack, URI base)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("export-site", folder.toString()));
        arguments.add("--bootstrap-servers=" + stack.broker());
        arguments.addAll(List.of("--registry=" + stack.registry(), "--base-url=" + base, "--timeout=PT180S"));
        if (start(home, "export.log", Java.SERVER, arguments).waitFor() != 0) {
            throw new IllegalStateException("the site was not exported; its log is " + home.resolve("export.log"));
        }
        return folder.resolve("site");
    }

    private static Process start(Path home, String log, List<String> flags, List<String> arguments) {
        ProcessBuilder builder = HubProcess.command(home, home.resolve("jar-" + log), flags, arguments);
        return Java.start(builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile()));
    }

    private boolean answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(address).build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI address() {
        return address;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Java.stop(process);
    }
}
