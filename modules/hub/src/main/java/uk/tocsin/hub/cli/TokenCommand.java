package uk.tocsin.hub.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Role;
import uk.tocsin.hub.identity.EmbeddedIssuer;

/** Prints a token of the embedded issuer. */
@Command(name = "token", description = "Print a token of the embedded issuer.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--member", required = true, description = "The member it acts for, such as canterbury.")
    private String member = "";

    @Option(
            names = "--role",
            required = true,
            split = ",",
            description = "publisher, partner, liaison, coordinator, administrator.")
    private List<String> roles = List.of();

    @Option(
            names = "--hours",
            description = "How long it is valid (default: ${DEFAULT-VALUE}, at most 24).",
            defaultValue = "12")
    private int hours = 12;

    @Override
    public Integer call() {
        if (!Ids.isMember(member) || hours < 1 || hours > 24) {
            throw new ParameterException(
                    spec.commandLine(), "--member takes an id such as canterbury, --hours 1 to 24.");
        }
        spec.commandLine()
                .getOut()
                .println(EmbeddedIssuer.at(HubOptions.key(), Clock.systemUTC())
                        .token(member, roles.stream().map(this::role).toList(), Duration.ofHours(hours)));
        return 0;
    }

    private Role role(String name) {
        for (Role role : Role.values()) {
            if (role != Role.UNKNOWN && role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return role;
            }
        }
        throw new ParameterException(
                spec.commandLine(), name + " is no role: publisher, partner, liaison, coordinator or administrator.");
    }
}
