package uk.tocsin.hub.stack;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A real Kafka broker and a real schema registry on this machine, for a hub that has no others. What they hold outlives
 * them: the next start on the same folder goes on where this one stopped.
 *
 * <p>Whoever starts a stack closes it, after everything that uses it. A hub that is killed leaves its registry running;
 * the next start on the same folder ends it.
 */
public final class EmbeddedStack implements AutoCloseable {

    /** Far above what a start takes (10 s), so that only a machine in trouble meets it. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final DataFolder folder;
    private final EmbeddedBroker broker;
    private final RegistryProcess registry;
    private final CompletableFuture<StackException> lost;

    private EmbeddedStack(DataFolder folder, EmbeddedBroker broker, RegistryProcess registry) {
        this.folder = folder;
        this.broker = broker;
        this.registry = registry;
        this.lost = broker.lost().applyToEither(registry.lost(), reason -> reason);
    }

    /**
     * Starts both, side by side, and returns when both answer.
     *
     * @param progress is told, in a plain sentence each, what is being done; called on this thread
     * @throws StackException if they cannot be started; then nothing is left running
     */
    public static EmbeddedStack start(StackOptions options, Consumer<String> progress) {
        var folder = DataFolder.open(options.dataFolder());
        try {
            return start(options, folder, progress);
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    /** Where clients of Kafka connect, as {@code host:port}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The base address of the registry's Confluent API, without a slash at its end. */
    public String registryUrl() {
        return registry.url();
    }

    /**
     * Completes if the broker or the registry stops although nobody closed the stack. The hub cannot work without them:
     * show the message and end. It is cancelled when the stack is closed.
     */
    public CompletableFuture<StackException> lost() {
        return lost.copy();
    }

    /** Stops the registry, then the broker, and gives the folder back. To close again does nothing. */
    @Override
    public void close() {
        lost.cancel(false);
        try {
            registry.close();
        } finally {
            try {
                broker.close();
            } finally {
                folder.close();
            }
        }
    }

    private static EmbeddedStack start(StackOptions options, DataFolder folder, Consumer<String> progress) {
        var runner = RegistryDistribution.runner(options.registryDistribution());
        if (RegistryProcess.endLeftover(folder)) {
            progress.accept("Ended the schema registry that a killed hub had left behind.");
        }
        var ports = StackPorts.find(options);
        progress.accept("Starting the schema registry on port " + ports.registry() + " and the broker on port "
                + ports.broker() + ".");
        var registry = RegistryProcess.launch(folder, runner, ports.registry());
        var interrupted = new Thread(registry::abandon, "tocsin-registry-abandon");
        try {
            // Fails when this process is ending already.
            Runtime.getRuntime().addShutdownHook(interrupted);
            return new EmbeddedStack(folder, startBroker(folder, ports, registry, progress), registry);
        } catch (RuntimeException | Error e) {
            registry.close();
            throw e;
        } finally {
            forget(interrupted);
        }
    }

    private static EmbeddedBroker startBroker(
            DataFolder folder, StackPorts ports, RegistryProcess registry, Consumer<String> progress) {
        var broker = EmbeddedBroker.start(folder, ports, START_LIMIT);
        try {
            progress.accept("The broker is ready; waiting for the schema registry.");
            registry.awaitReady(START_LIMIT);
            progress.accept("The schema registry is ready.");
            return broker;
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            // This process is ending, and the hook is doing its work.
        }
    }
}
