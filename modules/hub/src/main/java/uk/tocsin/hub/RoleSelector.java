package uk.tocsin.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import uk.tocsin.hub.identity.IdentityConfiguration;
import uk.tocsin.hub.identity.PublicOnlyConfiguration;
import uk.tocsin.ingress.IngressConfiguration;
import uk.tocsin.ncscliaison.NcscLiaisonConfiguration;
import uk.tocsin.partnerfanout.PartnerFanoutConfiguration;
import uk.tocsin.publicfeed.PublicFeedConfiguration;
import uk.tocsin.publicfeed.email.PublicEmailConfiguration;
import uk.tocsin.publicfeed.projector.PublicProjectorConfiguration;
import uk.tocsin.publicfeed.site.PublicSiteConfiguration;
import uk.tocsin.replay.ReplayConfiguration;

/**
 * Imports the features named in {@code tocsin.roles}, all of them when nothing is named, and who may call them: tokens and
 * the directory that decides on roles, or, for what serves the public alone, the public and nobody else. Email for residents is
 * only among all of them where there is a key to seal addresses.
 */
final class RoleSelector implements ImportSelector, EnvironmentAware {

    private static final String PUBLIC_SITE = "public-site";
    private static final String PUBLIC_EMAIL = "public-email";
    private static final Set<String> PUBLIC_ONLY = Set.of(PUBLIC_SITE, PUBLIC_EMAIL);
    private static final Map<String, Class<?>> FEATURES = new LinkedHashMap<>();

    static {
        FEATURES.put("ingress", IngressConfiguration.class);
        FEATURES.put("partner-fanout", PartnerFanoutConfiguration.class);
        FEATURES.put("public-feed", PublicFeedConfiguration.class);
        FEATURES.put("public-projector", PublicProjectorConfiguration.class);
        FEATURES.put(PUBLIC_SITE, PublicSiteConfiguration.class);
        FEATURES.put(PUBLIC_EMAIL, PublicEmailConfiguration.class);
        FEATURES.put("ncsc-liaison", NcscLiaisonConfiguration.class);
        FEATURES.put("replay", ReplayConfiguration.class);
    }

    private List<String> roles = List.of();
    private boolean hasEmailKey;

    @Override
    public void setEnvironment(Environment environment) {
        roles = List.of(environment.getProperty("tocsin.roles", String[].class, new String[0]));
        hasEmailKey = !environment.getProperty("tocsin.public-email.key", "").isEmpty();
    }

    @Override
    public String[] selectImports(AnnotationMetadata metadata) {
        boolean isPublicOnly = !roles.isEmpty() && PUBLIC_ONLY.containsAll(roles);
        List<String> imports = new ArrayList<>();
        imports.add((isPublicOnly ? PublicOnlyConfiguration.class : IdentityConfiguration.class).getName());
        for (String role : roles.isEmpty() ? everything() : roles) {
            Class<?> feature = FEATURES.get(role);
            if (feature == null) {
                throw new IllegalArgumentException(
                        "tocsin.roles: " + role + " (expected: some of " + String.join(", ", FEATURES.keySet()) + ")");
            }
            imports.add(feature.getName());
        }
        return imports.toArray(String[]::new);
    }

    /** Nobody is asked for an address by a process that was not told how to keep it. */
    private List<String> everything() {
        return FEATURES.keySet().stream()
                .filter(role -> hasEmailKey || !role.equals(PUBLIC_EMAIL))
                .toList();
    }
}
