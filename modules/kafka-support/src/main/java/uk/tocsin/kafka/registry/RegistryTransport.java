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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Questions to the registry over HTTP: each address in turn, beginning with the one that answered last; then all of them
 * again after a wait, as often as configured. Every question of the API may be asked twice without harm.
 */
final class RegistryTransport {

    /**
     * One question.
     *
     * @param what what is wanted, as the beginning of an error message
     * @param subject the subject concerned, if it is one
     * @param method the HTTP method
     * @param path the path below the registry's address
     * @param body what to send, or null for nothing
     */
    record Question(
            String what,
            @Nullable String subject,
            String method,
            String path,
            @Nullable JsonNode body) {}

    private record Endpoint(String base, String authorization) {}

    private static final Logger LOG = LoggerFactory.getLogger(RegistryTransport.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_CAUSE_CHARS = 500;

    private final HttpClient http;
    private final List<Endpoint> endpoints;
    private final AtomicInteger answeredLast = new AtomicInteger();
    private final Duration readTimeout;
    private final int maxAnswerBytes;
    private final int retries;
    private final ExponentialBackoff backoff;

    RegistryTransport(RegistryConfig config) {
        this.http = httpClient(config);
        this.endpoints = config.urls().stream()
                .map(url -> new Endpoint(base(url), authorization(config.credentialsFor(url))))
                .toList();
        this.readTimeout = config.readTimeout();
        this.maxAnswerBytes = config.getInt(RegistryConfig.MAX_ANSWER_BYTES);
        this.retries = config.getInt(RegistryConfig.RETRIES);
        this.backoff = new ExponentialBackoff(
                config.getInt(RegistryConfig.RETRY_WAIT), 2, config.getInt(RegistryConfig.RETRY_MAX_WAIT), 0.2);
    }

    private static HttpClient httpClient(RegistryConfig config) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout());
        if (config.urls().stream().anyMatch(url -> "https".equals(url.getScheme()))) {
            // Kafka's own reading of its ssl.* settings, so that PEM and JKS and PKCS12 mean here what they mean there.
            try (var tls = new DefaultSslEngineFactory()) {
                tls.configure(config.tls());
                client.sslContext(tls.sslContext());
            }
        }
        return client.build();
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
     * Asks until there is an answer, or until asking again is no use or no longer allowed.
     *
     * @throws RegistryException if the registry refused, or never answered
     */
    RegistryAnswer ask(Question question) {
        for (var round = 0; ; round++) {
            try {
                return askEach(question);
            } catch (RegistryException e) {
                if (round == retries || isFinal(e)) {
                    throw e;
                }
                LOG.atWarn()
                        .addKeyValue("attempt", round + 1)
                        .addKeyValue("statusCode", e.status())
                        .addKeyValue("error", e.getMessage())
                        .log("The schema registry gave no usable answer and is asked again");
            }
            pause(question, backoff.backoff(round));
        }
    }

    private RegistryAnswer askEach(Question question) {
        var failures = new RegistryException[endpoints.size()];
        var first = answeredLast.get();
        for (var i = 0; i < failures.length; i++) {
            var index = (first + i) % failures.length;
            try {
                var answer = askOne(endpoints.get(index), question);
                answeredLast.set(index);
                return answer;
            } catch (RegistryException e) {
                failures[i] = e;
                if (isFinal(e)) {
                    throw e;
                }
            }
        }
        throw lastOf(failures);
    }

    private static RegistryException lastOf(RegistryException[] failures) {
        var last = failures[failures.length - 1];
        for (var i = 0; i < failures.length - 1; i++) {
            last.addSuppressed(failures[i]);
        }
        return last;
    }

    private static boolean isFinal(RegistryException e) {
        return !e.retriable() || Thread.currentThread().isInterrupted();
    }

    private RegistryAnswer askOne(Endpoint endpoint, Question question) {
        var response = exchange(endpoint, question);
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
                    question.what(), question.subject(), status, 0, endpoint.base() + " did not answer in JSON");
        }
    }

    /**
     * Waits on this thread: an asynchronous send would end on Java's common pool, and wait for ever for whoever asks from
     * there.
     */
    private HttpResponse<byte[]> exchange(Endpoint endpoint, Question question) {
        var end = System.nanoTime() + readTimeout.toNanos();
        try {
            return http.send(
                    request(endpoint, question),
                    info -> new LimitedBody(maxAnswerBytes, Duration.ofNanos(end - System.nanoTime())));
        } catch (HttpConnectTimeoutException e) {
            throw unanswered(question, endpoint.base() + ": " + reason(e), e);
        } catch (HttpTimeoutException e) {
            throw unanswered(question, endpoint.base() + " took longer than " + readTimeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(question, "interrupted while waiting for " + endpoint.base(), e);
        } catch (IOException e) {
            throw unanswered(question, endpoint.base() + ": " + reason(e), e);
        }
    }

    private HttpRequest request(Endpoint endpoint, Question question) {
        var body = question.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question.body()));
        var request = HttpRequest.newBuilder(URI.create(endpoint.base() + question.path()))
                .method(question.method(), body)
                .timeout(readTimeout)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE);
        if (!endpoint.authorization().isEmpty()) {
            request.header("Authorization", endpoint.authorization());
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

    private static void pause(Question question, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(question, "interrupted while waiting to ask again", e);
        }
    }
}
