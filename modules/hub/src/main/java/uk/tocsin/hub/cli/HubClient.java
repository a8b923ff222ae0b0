package uk.tocsin.hub.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
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

    /** @param token empty for whoever reads only what is public */
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
                throw new HubRefused(what + " was refused (" + status + "): " + reason());
            }
            return body;
        }

        private String reason() {
            if (status == 401) {
                return "the token is not accepted here, or has expired. A new one: ./tocsin token.";
            }
            String detail = body.path("detail").asString(body.path("title").asString("no reason given"));
            String errors = body.path("errors")
                    .valueStream()
                    .map(error -> error.path("field").asString("") + " "
                            + error.path("message").asString(""))
                    .map(String::strip)
                    .filter(error -> !detail.replaceFirst(": ", " ").contains(error))
                    .collect(Collectors.joining("; "));
            return errors.isEmpty() ? detail : detail + " " + errors + ".";
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
        lines(path, accept, "", line);
    }

    /**
     * The same, from behind an earlier event of the stream.
     *
     * @param lastId id of that event; empty for none
     */
    void lines(String path, String accept, String lastId, Consumer<String> line) {
        HttpRequest.Builder request = to(path).header("Accept", accept + ", application/problem+json");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    new Answer(response.statusCode(), tree(reader.lines().collect(Collectors.joining("\n"))))
                            .orFail(path.replaceFirst("\\?.*", ""));
                }
                for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                    line.accept(next);
                }
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new HubUnreachable(hub, e);
        } catch (IOException e) {
            throw broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String path) {
        return to(path).timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), tree(response.body()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new HubUnreachable(hub, e);
        } catch (IOException e) {
            throw broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private JsonNode tree(String body) {
        try {
            return body.isBlank() ? json.missingNode() : json.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "what answers at " + hub + " does not speak as a hub does; name another with --hub.", e);
        }
    }

    private static IllegalStateException broken(IOException e) {
        return new IllegalStateException("the connection to the hub broke: " + e.getMessage(), e);
    }
}
