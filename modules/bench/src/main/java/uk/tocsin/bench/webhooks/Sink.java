package uk.tocsin.bench.webhooks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The endpoints of all partners on one server, in a process of its own so that it takes as little as it can from whoever is
 * measured. A path under {@code /hang/} takes the request and never answers; {@code /count} tells how many others were
 * answered since the last {@code /reset}.
 */
final class Sink {

    static final String HANGING = "/hang/";
    static final String COUNT = "/count";
    static final String RESET = "/reset";

    private static final int NO_CONTENT = 204;

    private long count;

    /** Writes its port into the file that is named, and serves until the input ends. */
    public static void main(String[] arguments) throws IOException {
        Sink sink = new Sink();
        Vertx vertx = Vertx.vertx();
        int port = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(sink::take)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        Path file = Path.of(arguments[0]);
        Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), Integer.toString(port));
        Files.move(whole, file);
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** On the server's one thread. */
    private void take(HttpServerRequest request) {
        String path = java.util.Objects.requireNonNullElse(request.path(), "/");
        if (path.startsWith(HANGING)) {
            return;
        }
        request.endHandler(end -> {
            switch (path) {
                case COUNT -> request.response().end(Long.toString(count));
                case RESET -> {
                    count = 0;
                    request.response().setStatusCode(NO_CONTENT).end();
                }
                default -> {
                    count++;
                    request.response().setStatusCode(NO_CONTENT).end();
                }
            }
        });
    }
}
