package uk.tocsin.hub.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.tocsin.hub.HubApplication;
import uk.tocsin.kafka.NativeCompression;

/** Runs the hub, or some of its roles, against a broker and a registry that are there already. */
@Command(
        name = "serve",
        description =
                "Run the hub against a broker and a registry of your own, with settings as --name=value behind --.")
final class ServeCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            description =
                    "Such as --spring.kafka.bootstrap-servers=..., --tocsin.registry.url=..., --tocsin.roles=ingress.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws InterruptedException {
        NativeCompression.load();
        new SpringApplicationBuilder(HubApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(settings.toArray(String[]::new));
        // Ctrl-C or a signal ends it: Spring closes the hub in a shutdown hook.
        new CountDownLatch(1).await();
        return 0;
    }
}
