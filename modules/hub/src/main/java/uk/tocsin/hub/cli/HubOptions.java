package uk.tocsin.hub.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Role;
import uk.tocsin.hub.identity.EmbeddedIssuer;

/** Which hub to talk to, and as whom. */
final class HubOptions {

    private static final Duration SESSION = Duration.ofHours(1);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--hub",
            description = "Address of the hub (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8080")
    private URI hub = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--token",
            description = "A token to use, better given as TOCSIN_TOKEN in the environment: a command line can be read"
                    + " by others. Without either the embedded issuer makes one.",
            defaultValue = "${env:TOCSIN_TOKEN}")
    private @Nullable String token;

    @Option(names = "--member", description = "The member to act for, when no token is given.")
    private @Nullable String member;

    /** A client that acts for the chosen member in {@code role}. */
    HubClient client(Role role) {
        if (!"http".equals(hub.getScheme()) && !"https".equals(hub.getScheme())) {
            throw new ParameterException(
                    command.commandLine(), "--hub: " + hub + " (expected: an address such as http://127.0.0.1:8080).");
        }
        return new HubClient(hub, token == null || token.isBlank() ? mint(role) : token);
    }

    private String mint(Role role) {
        if (member == null) {
            throw new ParameterException(
                    command.commandLine(), "Say who you are: --member canterbury, or TOCSIN_TOKEN.");
        }
        if (!Ids.isMember(member)) {
            throw new ParameterException(
                    command.commandLine(), "--member: " + member + " (expected: a member id such as canterbury).");
        }
        return EmbeddedIssuer.at(key(), Clock.systemUTC()).token(member, List.of(role), SESSION);
    }

    /** Where everything of the embedded hub is kept. */
    static Path home() {
        return Path.of(System.getProperty("tocsin.home", "."), ".tocsin")
                .toAbsolutePath()
                .normalize();
    }

    static Path key() {
        return home().resolve("keys/issuer.jwk");
    }
}
