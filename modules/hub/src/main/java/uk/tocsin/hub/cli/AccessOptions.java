package uk.tocsin.hub.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourcePattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/** For whom, and whether the rules are shown or set. */
final class AccessOptions {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--principal",
            required = true,
            description = "Whom the broker takes it for, such as User:dover or User:CN=dover.")
    private String principal = "";

    @Option(names = "--apply", description = "Set the rules at the broker.")
    private boolean apply;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    /** Shows the rules of a plan for the principal, and sets them if that is asked for. */
    int use(Function<String, List<AclBinding>> plan) throws InterruptedException {
        List<AclBinding> rules = rules(plan);
        if (apply) {
            set(rules);
        }
        show(rules);
        return 0;
    }

    private List<AclBinding> rules(Function<String, List<AclBinding>> plan) {
        try {
            return plan.apply(principal);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void set(List<AclBinding> rules) throws InterruptedException {
        try (Admin admin = Admin.create(Map.copyOf(broker.client()))) {
            admin.createAcls(rules).all().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new HubRefused("the broker at " + broker.bootstrapServers() + " did not set them: "
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage());
        } catch (TimeoutException e) {
            throw new HubRefused(
                    "the broker at " + broker.bootstrapServers() + " did not answer in " + LIMIT.toSeconds() + " s");
        }
    }

    private void show(List<AclBinding> rules) {
        Map<ResourcePattern, List<String>> operations = rules.stream()
                .collect(Collectors.groupingBy(
                        AclBinding::pattern,
                        LinkedHashMap::new,
                        Collectors.mapping(rule -> word(rule.entry().operation()), Collectors.toList())));
        if (output.asJson()) {
            var list = JsonNodeFactory.instance.arrayNode();
            operations.forEach((pattern, allowed) -> {
                var rule = list.addObject()
                        .put("principal", rules.get(0).entry().principal())
                        .put("resourceType", word(pattern.resourceType()))
                        .put("name", pattern.name())
                        .put("patternType", word(pattern.patternType()));
                allowed.forEach(rule.putArray("operations")::add);
            });
            output.raw(list.toPrettyString());
        } else {
            output.terminal()
                    .table(
                            List.of("RESOURCE", "NAME", "ALLOWED"),
                            operations.entrySet().stream()
                                    .map(entry -> row(entry.getKey(), entry.getValue()))
                                    .toList());
            output.terminal()
                    .say(
                            apply
                                    ? "Set for " + principal + " at " + broker.bootstrapServers() + "."
                                    : "Shown only; --apply sets it.");
        }
    }

    private static List<String> row(ResourcePattern pattern, List<String> operations) {
        boolean prefix = pattern.patternType() == org.apache.kafka.common.resource.PatternType.PREFIXED;
        return List.of(
                word(pattern.resourceType()), pattern.name() + (prefix ? "*" : ""), String.join(", ", operations));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
