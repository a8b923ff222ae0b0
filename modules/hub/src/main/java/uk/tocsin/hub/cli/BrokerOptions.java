package uk.tocsin.hub.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which broker a command speaks to, and with which credentials. */
final class BrokerOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--bootstrap-servers",
            description = "The broker (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1:9092")
    private String bootstrapServers = "";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties with credentials, as Kafka's own tools take them.")
    private @Nullable Path commandConfig;

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Settings of a Kafka client, by their own names. */
    Map<String, String> client() {
        var settings = new Properties();
        if (commandConfig != null) {
            try (Reader file = Files.newBufferedReader(commandConfig)) {
                settings.load(file);
            } catch (IOException | IllegalArgumentException e) {
                throw new ParameterException(
                        command.commandLine(), "cannot read " + commandConfig + ": " + e.getMessage(), e);
            }
        }
        settings.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, settings::getProperty));
    }
}
