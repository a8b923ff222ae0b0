package uk.tocsin.hub.stack;

import org.junit.jupiter.api.Assumptions;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.testcontainers.DockerClientFactory;

/**
 * The broker and registry on which integration tests run: one for all tests of a process, started when first asked for.
 * By default it is the embedded stack on free ports; with {@code -Dtocsin.stack=containers} it is Kafka and Confluent's
 * registry in containers, and tests are skipped where there is no Docker engine.
 *
 * @param bootstrapServers where clients of Kafka connect
 * @param registryUrl the base address of the registry's Confluent API, without a slash at its end
 */
public record TestStack(String bootstrapServers, String registryUrl) {

    /** The shared stack; skips the test that asks if it cannot be had here. */
    public static TestStack get() {
        boolean inContainers = "containers".equals(System.getProperty("tocsin.stack"));
        if (inContainers && !DockerClientFactory.instance().isDockerAvailable()) {
            Assumptions.abort("-Dtocsin.stack=containers needs a Docker engine, and none answers");
        }
        return inContainers ? Containers.SHARED : Embedded.SHARED;
    }

    /**
     * Applications under test use the stack until they are closed, as this process ends. Spring Boot knows that moment,
     * but only in a process that has run an application: this runs the least of one.
     */
    private static void whenEveryApplicationIsClosed(Runnable action) {
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run();
        SpringApplication.getShutdownHandlers().add(action);
    }

    @SpringBootConfiguration
    static class Nothing {}

    private static final class Embedded {

        static final TestStack SHARED = start();

        private static TestStack start() {
            var folder = TemporaryFolder.create("tocsin-test-stack");
            var stack = EmbeddedStack.start(StackOptions.onFreePorts(folder.path()), step -> {});
            whenEveryApplicationIsClosed(() -> {
                stack.close();
                folder.delete();
            });
            return new TestStack(stack.bootstrapServers(), stack.registryUrl());
        }
    }

    private static final class Containers {

        static final TestStack SHARED = start();

        private static TestStack start() {
            var containers = StackContainers.start();
            whenEveryApplicationIsClosed(containers::close);
            return new TestStack(containers.bootstrapServers(), containers.registryUrl());
        }
    }
}
