package uk.tocsin.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.tocsin.publicfeed.site.PublicExportConfiguration;

/** Writes the public site to files, for a web server that goes on when everything else is down. */
@Command(
        name = "export-site",
        description =
                "Write the public site to DIR/site as files, from the public notices alone. Serve them with any web server.")
final class ExportSiteCommand implements Callable<Integer> {

    private static final int WAIT_MILLIS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "DIR", description = "Where copies are kept; DIR/site is the one to serve.")
    private Path folder = Path.of(".");

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--registry",
            description = "The schema registry (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7")
    private String registry = "";

    @Option(
            names = "--base-url",
            description = "Address at which the files will be served, for links in feeds (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8080")
    private String baseUrl = "";

    @Option(names = "--follow", description = "Go on writing whenever something changes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--timeout",
            description = "Give up when the first copy takes longer (default: ${DEFAULT-VALUE}).",
            defaultValue = "PT60S")
    private Duration timeout = Duration.ofMinutes(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkFolder();
        Path site = folder.toAbsolutePath().resolve("site");
        Path before = current(site);
        try (ConfigurableApplicationContext context = start()) {
            Instant end = Instant.now().plus(timeout);
            while (context.isActive() && sameAs(before, current(site))) {
                if (Instant.now().isAfter(end)) {
                    spec.commandLine()
                            .getErr()
                            .println("tocsin: no copy in " + timeout.toSeconds() + " s: is there a broker at "
                                    + broker.bootstrapServers()
                                    + " with public notices?");
                    return Main.NOT_READY;
                }
                Thread.sleep(WAIT_MILLIS);
            }
            output.terminal().say("Written: " + site);
            if (follow) {
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }

    /** A copy that cannot be written is tried again and again, and would be told as a broker that is not there. */
    private void checkFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(null);
        }
    }

    private ParameterException unwritable(@Nullable IOException cause) {
        return new ParameterException(
                spec.commandLine(),
                folder + " cannot be written (expected: a folder of yours, or one that can be made).",
                cause);
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(PublicExportConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(settings())
                .run();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "spring.kafka.bootstrap-servers",
                broker.bootstrapServers(),
                "tocsin.registry.url",
                registry,
                "tocsin.public-feed.base-url",
                baseUrl,
                "tocsin.public-feed.export-to",
                folder.toAbsolutePath().toString()));
        broker.client().forEach((key, value) -> settings.put("spring.kafka.properties." + key, value));
        return settings;
    }

    private static @Nullable Path current(Path site) throws IOException {
        return Files.isSymbolicLink(site) ? Files.readSymbolicLink(site) : null;
    }

    private static boolean sameAs(@Nullable Path before, @Nullable Path now) {
        return before == null ? now == null : before.equals(now);
    }
}
