package uk.tocsin.hub.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the server sends a request that failed outside a call. Nobody can ask for it: see the rules of identity. */
@RestController
public class ErrorProblems implements ErrorController {

    /** The status that the failure was given, in words. */
    @RequestMapping("${spring.web.error.path:/error}")
    @PreAuthorize("permitAll()")
    public ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        HttpException unreadable = unreadable(request);
        HttpStatusCode status = unreadable == null ? status(request) : HttpStatusCode.valueOf(unreadable.getCode());
        String detail = unreadable == null ? ProblemWords.of(status) : ProblemWords.ofUnreadable(status);
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    private static HttpStatusCode status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? HttpStatusCode.valueOf(status)
                : HttpStatus.NOT_FOUND;
    }

    private static @Nullable HttpException unreadable(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof HttpException failure
                ? failure
                : null;
    }
}
