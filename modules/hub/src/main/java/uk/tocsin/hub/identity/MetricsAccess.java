package uk.tocsin.hub.identity;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import uk.tocsin.contracts.Role;

/**
 * Who may read metrics. They name no incident and no reader, yet say how much is going on and where it hurts. At a port of
 * their own ({@code management.server.port}) whoever reaches it may: the network is the border there, as it is of every
 * exporter. At the port that callers reach an administrator may, which is nobody where there are no tokens.
 */
final class MetricsAccess {

    static final String PATH = "/actuator/prometheus";

    private MetricsAccess() {}

    static AuthorizationManager<RequestAuthorizationContext> in(Environment environment) {
        return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
                ? SingleResultAuthorizationManager.permitAll()
                : AuthorityAuthorizationManager.hasRole(Role.ADMINISTRATOR.name());
    }
}
