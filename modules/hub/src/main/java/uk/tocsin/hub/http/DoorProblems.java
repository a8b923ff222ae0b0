package uk.tocsin.hub.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * What is refused before it comes to a call: no token or a bad one, a path that is nobody's, an address that hides where it
 * leads. The header {@code WWW-Authenticate} is as RFC 6750 wants it; the body says the same to people.
 */
public final class DoorProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        challenge.commence(request, response, failure);
        String detail = failure instanceof OAuth2AuthenticationException token
                ? "The token is not accepted: " + plain(token.getError().getDescription()) + "."
                : ProblemWords.NO_TOKEN;
        write(response, HttpStatusCode.valueOf(response.getStatus()), detail);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        denial.handle(request, response, failure);
        write(response, HttpStatus.FORBIDDEN, ProblemWords.DENIED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
            throws IOException {
        response.setHeader(ProblemJson.GUESSING, ProblemJson.NO_GUESSING);
        write(response, HttpStatus.BAD_REQUEST, ProblemWords.ADDRESS);
    }

    /** Without what a library says of itself before it comes to the point. */
    private static String plain(@Nullable String description) {
        return description == null
                ? "no reason is known"
                : description.replace("An error occurred while attempting to decode the Jwt: ", "");
    }

    private static void write(HttpServletResponse response, HttpStatusCode status, String detail) throws IOException {
        if (!response.isCommitted()) {
            response.setStatus(status.value());
            response.setContentType(ProblemJson.TYPE);
            response.getOutputStream().write(ProblemJson.of(status, detail).getBytes(UTF_8));
        }
    }
}
