package uk.tocsin.kafka.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import uk.tocsin.kafka.registry.RegistryTransport.Question;

/** One address of the registry: what goes there and what comes back, within its limits of time and size. */
final class RegistryEndpoint {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_CAUSE_CHARS = 500;

    private final HttpClient http;
    private final String base;
    private final String authorization;
    private final Duration readTimeout;
    private final int maxAnswerBytes;

    RegistryEndpoint(HttpClient http, URI url, RegistryConfig config) {
        this.http = http;
        this.base = base(url);
        this.authorization = authorization(config.credentialsFor(url));
        this.readTimeout = config.readTimeout();
        this.maxAnswerBytes = config.getInt(RegistryConfig.MAX_ANSWER_BYTES);
    }

    /** The address without its credentials, which must not reach a log, and without a slash at its end. */
    private static String base(URI url) {
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        var path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        return url.getScheme() + "://" + url.getHost() + port + path;
    }

    private static String authorization(String credentials) {
        return credentials.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    /**
     * Asks once.
     *
     * @throws RegistryException if the registry refused, or did not answer; it says whether to ask again
     */
    RegistryAnswer ask(Question question) {
        var response = exchange(question);
        var status = response.statusCode();
        if (status != 200) {
            throw refusal(question, response);
        }
        if (response.body().length > maxAnswerBytes) {
            var cause = "the answer has more than " + maxAnswerBytes + " bytes";
            throw new RegistryException(
                    question.what(), question.subject(), status, RegistryException.UNUSABLE_SCHEMA, cause);
        }
        try {
            return new RegistryAnswer(question, JSON.readTree(response.body()));
        } catch (JacksonException e) {
            throw new RegistryException(
                    question.what(), question.subject(), status, 0, base + " did not answer in JSON");
        }
    }

    /**
     * Waits on this thread: an asynchronous send would end on Java's common pool, and wait for ever for whoever asks from
     * there.
     */
    private HttpResponse<byte[]> exchange(Question question) {
        var end = System.nanoTime() + readTimeout.toNanos();
        try {
            return http.send(
                    request(question),
                    info -> new LimitedBody(maxAnswerBytes, Duration.ofNanos(end - System.nanoTime())));
        } catch (HttpConnectTimeoutException e) {
            throw unanswered(question, base + ": " + reason(e), e);
        } catch (HttpTimeoutException e) {
            throw unanswered(question, base + " took longer than " + readTimeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(question, "interrupted while waiting for " + base, e);
        } catch (IOException e) {
            throw unanswered(question, base + ": " + reason(e), e);
        }
    }

    private HttpRequest request(Question question) {
        var body = question.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question.body()));
        var request = HttpRequest.newBuilder(URI.create(base + question.path()))
                .method(question.method(), body)
                .timeout(readTimeout)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private static RegistryException unanswered(Question question, String cause, Throwable error) {
        return new RegistryException(question.what(), question.subject(), cause, error);
    }

    private static String reason(Throwable error) {
        var message = error.getMessage();
        if (message == null || message.isBlank()) {
            return error instanceof ConnectException ? "cannot connect" : "broken connection";
        }
        return legible(message);
    }

    private RegistryException refusal(Question question, HttpResponse<byte[]> response) {
        var answer = parsedOrMissing(response.body());
        var told = legible(answer.path("message").asString(""));
        return new RegistryException(
                question.what(),
                question.subject(),
                response.statusCode(),
                answer.path("error_code").asInt(0),
                told.isEmpty() ? "refused without a reason" : told);
    }

    private static JsonNode parsedOrMissing(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** One line of bounded length: the text comes from outside and goes into logs. */
    private static String legible(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > MAX_CAUSE_CHARS ? line.substring(0, MAX_CAUSE_CHARS) + "..." : line;
    }
}
