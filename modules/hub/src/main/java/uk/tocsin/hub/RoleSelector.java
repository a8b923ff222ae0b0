package uk.tocsin.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import uk.tocsin.ingress.IngressConfiguration;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.ncscliaison.NcscLiaisonConfiguration;
import uk.tocsin.partnerfanout.PartnerFanoutConfiguration;
import uk.tocsin.publicfeed.PublicFeedConfiguration;
import uk.tocsin.replay.ReplayConfiguration;

/** Imports the features named in {@code tocsin.roles}; all of them when nothing is named. */
final class RoleSelector implements ImportSelector, EnvironmentAware {

    private static final Map<String, Class<?>> FEATURES = new LinkedHashMap<>();

    static {
        FEATURES.put("ingress", IngressConfiguration.class);
        FEATURES.put("partner-fanout", PartnerFanoutConfiguration.class);
        FEATURES.put("public-feed", PublicFeedConfiguration.class);
        FEATURES.put("ncsc-liaison", NcscLiaisonConfiguration.class);
        FEATURES.put("replay", ReplayConfiguration.class);
    }

    private List<String> roles = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        roles = List.of(environment.getProperty("tocsin.roles", String[].class, new String[0]));
    }

    @Override
    public String[] selectImports(AnnotationMetadata metadata) {
        List<String> imports = new ArrayList<>(List.of(KafkaSupportConfiguration.class.getName()));
        for (String role : roles.isEmpty() ? FEATURES.keySet() : roles) {
            Class<?> feature = FEATURES.get(role);
            if (feature == null) {
                throw new IllegalArgumentException(
                        "tocsin.roles: " + role + " (expected: some of " + String.join(", ", FEATURES.keySet()) + ")");
            }
            imports.add(feature.getName());
        }
        return imports.toArray(String[]::new);
    }
}
