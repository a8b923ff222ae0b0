package uk.tocsin.hub.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The one place where a failure of a call becomes an answer: problem+json (RFC 9457) that says what was wrong and what is
 * expected instead. What is not foreseen says only that it went wrong; the log says what. {@link DoorProblems} answers
 * in the same form what never comes as far as a call.
 */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int MAX_SHOWN = 80;

    /** What is expected where a parameter is of that type. */
    private static final Map<Class<?>, String> EXPECTED = Map.of(
            int.class, "a whole number",
            Integer.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            boolean.class, "true or false",
            Boolean.class, "true or false");

    @ExceptionHandler(AccessDeniedException.class)
    ProblemDetail denied() {
        return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, ProblemWords.DENIED);
    }

    /** The server reads parameters and forms when somebody asks for the first, and only then finds them wrong or too large. */
    @ExceptionHandler({
        HttpException.RuntimeException.class,
        HttpException.IllegalArgumentException.class,
        HttpException.IllegalStateException.class
    })
    ProblemDetail unreadable(HttpException failure) {
        HttpStatusCode status = HttpStatusCode.valueOf(failure.getCode());
        return ProblemDetail.forStatusAndDetail(status, ProblemWords.ofUnreadable(status));
    }

    @ExceptionHandler(RuntimeException.class)
    ProblemDetail unforeseen(RuntimeException failure) {
        LOG.atError().setMessage("Request failed").setCause(failure).log();
        return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, ProblemWords.UNFORESEEN);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(failure, headers, status, request, ProblemWords.NOTHING_HERE);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(failure, headers, status, request, ProblemWords.NOTHING_HERE);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Set<?> allowed = failure.getSupportedHttpMethods();
        String detail = shown(failure.getMethod()) + " is not possible here (expected: "
                + joined(allowed == null ? Set.of() : allowed) + ").";
        return answer(failure, headers, status, request, detail);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        MediaType sent = failure.getContentType();
        String detail = "A body of Content-Type " + (sent == null ? "none" : shown(sent.toString()))
                + " is not read here (expected: " + joined(failure.getSupportedMediaTypes()) + ").";
        return answer(failure, headers, status, request, detail);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String detail = "This answers with nothing that the header Accept names (expected: "
                + joined(failure.getSupportedMediaTypes()) + ").";
        return answer(failure, headers, status, request, detail);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return blaming(failure, headers, status, request, failure.getParameterName(), "is missing");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = failure instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(failure.getPropertyName());
        String message =
                shown(String.valueOf(failure.getValue())) + " (expected: " + expected(failure.getRequiredType()) + ")";
        return blaming(failure, headers, status, request, name, message);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(failure, headers, status, request, ProblemWords.BODY);
    }

    private @Nullable ResponseEntity<Object> blaming(
            Exception failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request,
            String field,
            String message) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, field + ": " + message + ".");
        problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
        return handleExceptionInternal(failure, problem, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception failure, HttpHeaders headers, HttpStatusCode status, WebRequest request, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        return handleExceptionInternal(failure, problem, headers, status, request);
    }

    private static String expected(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(each -> each.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
        }
        return type == null ? "another form" : EXPECTED.getOrDefault(type, "another form");
    }

    private static String joined(Collection<?> values) {
        List<String> words = new ArrayList<>();
        values.forEach(value -> words.add(value.toString()));
        return String.join(", ", words);
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
