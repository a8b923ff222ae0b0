package uk.tocsin.hub.journeys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A partner's open stream of Server-Sent Events; hands on the data of each. */
final class InboxStreamReader implements AutoCloseable {

    private final InputStream body;
    private final int status;
    private volatile boolean ended;

    /** Opens the stream; what is published once this returns is received. */
    InboxStreamReader(Caller partner, Consumer<String> sink) throws IOException, InterruptedException {
        this(partner, sink, "");
    }

    /** Opens the stream behind {@code lastEventId}, or at its end when that is empty. */
    InboxStreamReader(Caller partner, Consumer<String> sink, String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(partner.hub().resolve("/v1/inbox/stream"))
                .header("Authorization", "Bearer " + partner.token())
                .header("Last-Event-ID", lastEventId)
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        status = answer.statusCode();
        body = answer.body();
        Thread thread = new Thread(() -> read(sink), "inbox-stream-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Consumer<String> sink) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    sink.accept(line.substring("data:".length()));
                }
            }
        } catch (IOException e) {
            // It was closed, here or by the hub: whoever waits for more will miss it.
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
        }
    }

    int status() {
        return status;
    }

    /** Whether there will be nothing more. */
    boolean ended() {
        return ended;
    }

    /** Closes what lies below the reader, which would wait for the line that it is reading. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
