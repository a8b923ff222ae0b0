package uk.tocsin.hub.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Role;
import uk.tocsin.hub.identity.EmbeddedIssuer;

/** Prints a token of the embedded issuer. */
@Command(name = "token", description = "Print a token of the embedded issuer.")
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private OutputOptions output = new OutputOptions();

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
        List<Role> granted = roles.stream().map(this::role).toList();
        Clock clock = Clock.systemUTC();
        String token = EmbeddedIssuer.at(HubOptions.key(), clock).token(member, granted, Duration.ofHours(hours));
        if (output.asJson()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("token", token).put("member", member);
            roles.forEach(answer.putArray("roles")::add);
            answer.put(
                    "expiresAt",
                    clock.instant()
                            .plus(Duration.ofHours(hours))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
            output.raw(answer.toPrettyString());
        } else {
            output.raw(token);
        }
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
