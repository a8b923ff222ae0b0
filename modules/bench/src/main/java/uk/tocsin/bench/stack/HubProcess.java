package uk.tocsin.bench.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ./tocsin up} starts, on free ports and in a folder of its own: broker, registry and hub. */
public final class HubProcess implements AutoCloseable {

    /** The system property that names the hub's jar. */
    public static final String JAR = "tocsin.jar";

    private static final Pattern UP = Pattern.compile(
            "Tocsin is up: (?<hub>\\S+) \\(broker (?<broker>\\S+), registry (?<registry>[^\\s)]+)\\).*");

    private final Path home;
    private final Process process;
    private final Addresses addresses;

    /**
     * Where the three answer.
     *
     * @param hub base address of the HTTP interface
     * @param broker for clients of Kafka, as {@code host:port}
     * @param registry base address of the Confluent API
     */
    public record Addresses(URI hub, String broker, String registry) {

        /** Reads them from the line in which the hub says that it is up. */
        static Optional<Addresses> in(String line) {
            Matcher up = UP.matcher(line);
            return up.matches()
                    ? Optional.of(new Addresses(URI.create(up.group("hub")), up.group("broker"), up.group("registry")))
                    : Optional.empty();
        }
    }

    private HubProcess(Path home, Process process, Addresses addresses) {
        this.home = home;
        this.process = process;
        this.addresses = addresses;
    }

    /**
     * Starts one and returns when it is up.
     *
     * @param home a folder for everything that it keeps
     * @param settings further settings of the hub, as {@code --name=value}
     */
    public static HubProcess start(Path home, List<String> flags, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of("up", "--port=0", "--broker-port=0"));
        arguments.addAll(List.of("--controller-port=0", "--registry-port=0", "--data=" + home.resolve("data"), "--"));
        arguments.addAll(settings);
        Process process = Java.start(
                command(home, home.resolve("hub.log"), flags, arguments).redirectErrorStream(true));
        List<String> said = new ArrayList<>();
        try {
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                Optional<Addresses> addresses = Addresses.in(line);
                if (addresses.isPresent()) {
                    drain(output);
                    return new HubProcess(home, process, addresses.get());
                }
            }
        } catch (IOException e) {
            process.destroy();
            throw new UncheckedIOException(e);
        }
        process.destroy();
        throw new IllegalStateException("the hub did not start: " + String.join(" ", said));
    }

    /** Whatever it says afterwards is read, so that it never waits to say it. */
    private static void drain(BufferedReader output) {
        Thread draining = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException ended) {
                        // The process is gone, and with it what it would have said.
                    }
                },
                "hub-output");
        draining.setDaemon(true);
        draining.start();
    }

    public Addresses addresses() {
        return addresses;
    }

    public long pid() {
        return process.pid();
    }

    /** A client of its HTTP interface that acts for a member. */
    public HubApi as(String member, String role) {
        return new HubApi(addresses.hub(), token(member, role));
    }

    /** A token for a member in a role. */
    public String token(String member, String role) {
        return new Tokens(home.resolve(".tocsin/keys/issuer.jwk")).token(member, role);
    }

    /** The command line of the hub. */
    static ProcessBuilder command(Path home, Path log, List<String> flags, List<String> arguments) {
        String jar = System.getProperty(JAR);
        if (jar == null) {
            throw new IllegalStateException(JAR + ": not set (expected: the hub's jar; ./tocsin bench sets it)");
        }
        List<String> command = Java.command(flags);
        command.add("-Dtocsin.home=" + home);
        command.add("-Dtocsin.log.file=" + log);
        command.addAll(List.of("-jar", jar));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    @Override
    public void close() {
        Java.stop(process);
    }
}
