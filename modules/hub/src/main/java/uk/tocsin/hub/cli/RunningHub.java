package uk.tocsin.hub.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import uk.tocsin.hub.HubApplication;
import uk.tocsin.hub.stack.EmbeddedStack;
import uk.tocsin.hub.stack.StackOptions;
import uk.tocsin.kafka.NativeCompression;

/** An embedded stack with a hub on it, in this process. */
final class RunningHub {

    private static final Duration STOP_NOTICED = Duration.ofSeconds(1);

    private final EmbeddedStack stack;
    private final ConfigurableApplicationContext context;
    private final OrderlyEnd end;

    private RunningHub(EmbeddedStack stack, ConfigurableApplicationContext context, OrderlyEnd end) {
        this.stack = stack;
        this.context = context;
        this.end = end;
    }

    /**
     * Starts stack and hub; what {@code progress} is told, a person may read. They are stopped by {@code end}, which may
     * come while they start.
     */
    static RunningHub start(
            StackOptions options, Path key, int port, String[] more, Consumer<String> progress, OrderlyEnd end) {
        NativeCompression.load();
        try {
            EmbeddedStack stack = EmbeddedStack.start(options, progress);
            end.before(stack::close);
            progress.accept("Starting the hub.");
            ConfigurableApplicationContext context = spring(stack, key, port, more);
            end.before(context::close);
            end.started();
            return new RunningHub(stack, context, end);
        } catch (RuntimeException | Error e) {
            end.startFailed();
            throw e;
        }
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    String bootstrapServers() {
        return stack.bootstrapServers();
    }

    String registryUrl() {
        return stack.registryUrl();
    }

    /**
     * Waits until the broker or the registry is lost, which ends the hub. Ctrl-C reaches the registry as soon as it
     * reaches the hub: a loss while the hub is being stopped is none.
     */
    void awaitLoss() {
        lossOf(stack.lost(), end.begun()).ifPresent(loss -> {
            throw loss;
        });
        OrderlyEnd.await();
    }

    /**
     * Waits for a loss, or for the end.
     *
     * @param lost completes with the loss, or is cancelled when the stack is closed
     * @param closing counted down when the hub is being stopped
     * @return empty when the hub is being stopped
     */
    static <L> Optional<L> lossOf(CompletableFuture<L> lost, CountDownLatch closing) {
        try {
            L loss = lost.get();
            return closing.await(STOP_NOTICED.toMillis(), TimeUnit.MILLISECONDS) ? Optional.empty() : Optional.of(loss);
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                return Optional.empty();
            }
            throw new IllegalStateException("broker and registry cannot be watched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static ConfigurableApplicationContext spring(EmbeddedStack stack, Path key, int port, String[] more) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("spring.kafka.bootstrap-servers", stack.bootstrapServers());
        settings.put("tocsin.registry.url", stack.registryUrl());
        settings.put("tocsin.identity.key", key.toString());
        settings.put("tocsin.secrets.key", SecretsKey.at(key.resolveSibling("secrets.key")));
        settings.put("tocsin.webhook.allow-plain-http", "true");
        settings.put("tocsin.webhook.allowed-networks", "127.0.0.0/8,::1/128");
        settings.put("tocsin.kafka.instance-id", "embedded");
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", port);
        return new SpringApplicationBuilder(HubApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(settings)
                .run(more);
    }

    /** The key with which subscription secrets are sealed: in a file of its own, never in Kafka. */
    private static final class SecretsKey {

        private static final int BYTES = 32;

        static String at(Path file) {
            return PrivateFile.readOrCreate(file, () -> {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                return Base64.getEncoder().encodeToString(key);
            });
        }
    }
}
