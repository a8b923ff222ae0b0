package uk.tocsin.publicfeed.email;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses forms that are larger than any of ours before a byte of them is read, and those that do not say how large they are. */
final class FormLimit extends OncePerRequestFilter {

    private static final int LENGTH_REQUIRED = 411;

    private final int maxBody;

    /**
     * A limit.
     *
     * @param maxBody in bytes
     */
    FormLimit(int maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.equals("/email") && !path.startsWith("/email/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean hasBody = request.getMethod().equals("POST");
        if (hasBody && request.getContentLengthLong() < 0) {
            response.sendError(LENGTH_REQUIRED);
        } else if (hasBody && request.getContentLengthLong() > maxBody) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }
}
