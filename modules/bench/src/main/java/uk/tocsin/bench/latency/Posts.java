package uk.tocsin.bench.latency;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.IncidentBody;

/** Councils that post incidents, with a client that costs little: it shares the processors with what is measured. */
final class Posts implements AutoCloseable {

    private static final int CONNECTIONS = 2_000;
    private static final int CREATED = 201;

    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .build())
            .disableAutomaticRetries()
            .build();
    private final URI incidents;
    private final List<String> tokens;
    private final String circle;

    /**
     * Nothing is posted yet.
     *
     * @param tokens one for each of {@link Cast#publishers()}
     * @param circle who receives
     */
    Posts(URI hub, List<String> tokens, String circle) {
        this.incidents = hub.resolve("/v1/incidents");
        this.tokens = tokens;
        this.circle = circle;
        client.start();
    }

    /** Posts an incident of its own and tells when it was answered: an error, or null when it was accepted. */
    void post(UUID eventId, int index, BiConsumer<Integer, @Nullable Throwable> answered) {
        int council = index % tokens.size();
        String publisher = Cast.publishers().get(council);
        SimpleHttpRequest request = SimpleRequestBuilder.post(incidents)
                .addHeader("Authorization", "Bearer " + tokens.get(council))
                .setBody(IncidentBody.of(publisher, eventId, circle), ContentType.APPLICATION_JSON)
                .build();
        var unused = client.execute(request, new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse answer) {
                answered.accept(index, answer.getCode() == CREATED ? null : refused(answer));
            }

            @Override
            public void failed(Exception error) {
                answered.accept(index, error);
            }

            @Override
            public void cancelled() {
                answered.accept(index, new IllegalStateException("cancelled"));
            }
        });
    }

    private static IllegalStateException refused(SimpleHttpResponse answer) {
        return new IllegalStateException("answered with " + answer.getCode() + ": " + answer.getBodyText());
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }
}
