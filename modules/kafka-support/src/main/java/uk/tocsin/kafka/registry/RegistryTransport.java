package uk.tocsin.kafka.registry;

import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

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

    private static final Logger LOG = LoggerFactory.getLogger(RegistryTransport.class);

    private final List<RegistryEndpoint> endpoints;
    private final AtomicInteger answeredLast = new AtomicInteger();
    private final int retries;
    private final ExponentialBackoff backoff;

    RegistryTransport(RegistryConfig config) {
        HttpClient http = httpClient(config);
        this.endpoints = config.urls().stream()
                .map(url -> new RegistryEndpoint(http, url, config))
                .toList();
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
                var answer = endpoints.get(index).ask(question);
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

    private static void pause(Question question, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    question.what(), question.subject(), "interrupted while waiting to ask again", e);
        }
    }
}
