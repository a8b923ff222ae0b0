package uk.tocsin.hub.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a hub over HTTP as one reader. */
final class HubClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI hub;
    private final String token;

    HubClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    /** An answer: its status and its body, null node when it has none. */
    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The body, or a failure that repeats the hub's own reason. */
        JsonNode orFail(String what) {
            if (!ok()) {
                throw new IllegalStateException(what + " was refused (" + status + "): " + reason());
            }
            return body;
        }

        private String reason() {
            JsonNode errors = body.path("errors");
            String detail = body.path("detail").asString(body.path("title").asString("no reason given"));
            return errors.isEmpty() ? detail : detail + " " + errors;
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer put(String path, Object body) {
        return send(request(path).PUT(json(body)).build());
    }

    Answer post(String path, Object body) {
        return send(request(path).POST(json(body)).build());
    }

    /** Reads lines of a stream until it ends or the thread is interrupted. */
    void lines(String path, String accept, Consumer<String> line) {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", accept)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    throw new IllegalStateException("the hub answered " + response.statusCode() + " to " + path);
                }
                for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                    line.accept(next);
                }
            }
        } catch (ConnectException e) {
            throw new HubUnreachable(hub, e);
        } catch (IOException e) {
            throw new IllegalStateException("the connection to the hub broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "application/json");
    }

    private HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = response.body().isBlank() ? json.missingNode() : json.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (ConnectException e) {
            throw new HubUnreachable(hub, e);
        } catch (IOException e) {
            throw new IllegalStateException("the connection to the hub broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
