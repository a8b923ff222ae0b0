package uk.tocsin.hub.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node in this process, broker and controller in one. Its settings are in {@code broker.properties}. */
final class EmbeddedBroker implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final String HOST = "127.0.0.1";
    private static final int NODE_ID = 1;

    private final String bootstrapServers;
    private final KafkaRaftServer server;
    private final CompletableFuture<StackException> lost;

    private EmbeddedBroker(String bootstrapServers, KafkaRaftServer server, CompletableFuture<StackException> lost) {
        this.bootstrapServers = bootstrapServers;
        this.server = server;
        this.lost = lost;
    }

    /** Formats the data folder if it is new, and returns when clients can connect. */
    static EmbeddedBroker start(DataFolder folder, StackPorts ports, Duration limit) {
        CompletableFuture<StackException> lost = watchForHalt();
        try {
            if (Files.exists(folder.kafka().resolve("meta.properties"))) {
                MetadataLog.requireSound(folder.kafka());
            } else {
                format(folder);
            }
            var server = new KafkaRaftServer(settings(folder, ports), Time.SYSTEM);
            var broker = new EmbeddedBroker(HOST + ":" + ports.broker(), server, lost);
            broker.awaitStart(limit);
            return broker;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("The start of the broker was interrupted.", e);
        } catch (Exception e) {
            throw explain(e, folder, ports, limit);
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Completes if Kafka gives up while it runs, for example because its disk is full. */
    CompletableFuture<StackException> lost() {
        return lost;
    }

    /** Waits until what clients were told is on disk, so that the next start has nothing to recover. */
    @Override
    public void close() {
        var stopping = inBackground("tocsin-broker-stop", () -> {
            server.shutdown();
            server.awaitShutdown();
        });
        try {
            stopping.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new StackException(
                    "The broker did not stop cleanly (" + Causes.firstLine(e)
                            + "). Nothing is lost; the next start takes longer.",
                    e);
        }
    }

    private void awaitStart(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        var started = inBackground("tocsin-broker-start", server::startup);
        try {
            CompletableFuture.anyOf(started, lost.thenAccept(reason -> {
                        throw reason;
                    }))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            stopAfter(e);
            throw e;
        }
    }

    private void stopAfter(Exception failure) {
        try {
            close();
        } catch (StackException stuck) {
            failure.addSuppressed(stuck);
        }
    }

    private static StackException explain(Exception error, DataFolder folder, StackPorts ports, Duration limit) {
        if (Causes.include(error, BindException.class)) {
            return new StackException(
                    "Another program took port " + ports.broker() + " or " + ports.controller()
                            + " while the broker started. Start again, or choose others with --broker-port and"
                            + " --controller-port.",
                    error);
        }
        if (error instanceof TimeoutException) {
            return new StackException(
                    "The broker was not ready within " + limit.toSeconds()
                            + " s. Is the machine very busy? Try again; the log has more.",
                    error);
        }
        return folder.unreadable("the broker", error);
    }

    /** Kafka ends its process when it cannot go on; here that process is the whole hub, which must say why first. */
    private static CompletableFuture<StackException> watchForHalt() {
        var lost = new CompletableFuture<StackException>();
        Exit.Procedure report = (status, message) -> {
            var reason = new StackException("The broker stopped by itself"
                    + (message == null ? "" : " (" + message + ")")
                    + ". The log has more; is the disk full?");
            lost.complete(reason);
            throw reason;
        };
        Exit.setExitProcedure(report);
        Exit.setHaltProcedure(report);
        return lost;
    }

    /** The last file that this writes, {@code meta.properties}, keeps the cluster's id. */
    private static void format(DataFolder folder) throws Exception {
        String directory = folder.kafka().toString();
        new Formatter()
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(directory))
                .setMetadataLogDirectory(directory)
                .setControllerListenerName("CONTROLLER")
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private static KafkaConfig settings(DataFolder folder, StackPorts ports) {
        var settings = new Properties();
        try (InputStream file = EmbeddedBroker.class.getResourceAsStream("broker.properties")) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.setProperty("node.id", Integer.toString(NODE_ID));
        settings.setProperty("log.dirs", folder.kafka().toString());
        settings.setProperty(
                "listeners",
                "PLAINTEXT://" + HOST + ":" + ports.broker() + ",CONTROLLER://" + HOST + ":" + ports.controller());
        settings.setProperty("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + ports.controller());
        return new KafkaConfig(settings, false);
    }

    private static CompletableFuture<Void> inBackground(String name, Runnable work) {
        return CompletableFuture.runAsync(work, task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        });
    }
}
