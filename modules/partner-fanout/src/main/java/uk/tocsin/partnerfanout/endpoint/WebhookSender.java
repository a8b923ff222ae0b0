package uk.tocsin.partnerfanout.endpoint;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.springframework.beans.factory.DisposableBean;

/**
 * Sends one message once. It connects only to an address that was checked, follows no redirect, since an endpoint may not
 * send an alert on to another address, keeps no cookies, and reads no more of an answer than it must. A few threads serve
 * all endpoints; none of them waits for one.
 */
final class WebhookSender implements DisposableBean {

    private static final int LOOKUP_THREADS = 16;
    private static final long LOOKUP_IDLE_SECONDS = 30;
    private static final ContentType JSON = ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8);

    private final WebhookProperties properties;
    private final ThreadPoolExecutor lookups;
    private final AddressBook addresses;
    private final CloseableHttpAsyncClient client;

    WebhookSender(WebhookProperties properties, AddressBook.Lookup lookup) {
        this.properties = properties;
        lookups = new ThreadPoolExecutor(
                LOOKUP_THREADS,
                LOOKUP_THREADS,
                LOOKUP_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                runnable -> {
                    Thread thread = Executors.defaultThreadFactory().newThread(runnable);
                    thread.setName("tocsin-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        lookups.allowCoreThreadTimeOut(true);
        addresses = new AddressBook(properties.addressRules(), lookup, lookups, Ticker.systemTicker());
        client = WebhookClient.of(properties);
        client.start();
    }

    /** An address of the host that may be called, as {@link AddressBook#find} has it. */
    CompletableFuture<InetAddress> find(String host) {
        return addresses.find(host);
    }

    /** Posts a message. What goes wrong on the way is an answer too: the future never fails. */
    CompletableFuture<Answer> send(URI endpoint, WebhookMessage message) {
        var answer = new CompletableFuture<Answer>();
        var unused = addresses.find(endpoint.getHost()).whenComplete((address, failure) -> {
            if (address == null) {
                answer.complete(Faults.of(failure, properties.totalTimeout()));
            } else if (!answer.isDone()) {
                post(endpoint, address, message, answer);
            }
        });
        return answer.orTimeout(properties.totalTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Faults.of(failure, properties.totalTimeout()));
    }

    private void post(URI endpoint, InetAddress address, WebhookMessage message, CompletableFuture<Answer> answer) {
        try {
            var target = new HttpHost(endpoint.getScheme(), address, endpoint.getHost(), endpoint.getPort());
            var request =
                    AsyncRequestBuilder.post(endpoint).setEntity(message.body().getBytes(StandardCharsets.UTF_8), JSON);
            if (!message.signature().isEmpty()) {
                request.addHeader("webhook-id", message.id())
                        .addHeader("webhook-timestamp", Long.toString(message.timestamp()))
                        .addHeader("webhook-signature", message.signature());
                message.content().attributes().forEach(request::addHeader);
            }
            Future<Answer.Status> exchange = client.execute(
                    target,
                    request.build(),
                    new AnswerReader(properties.maxAnswer().toBytes()),
                    null,
                    null,
                    into(answer));
            var unused = answer.whenComplete((done, failure) -> cut(exchange));
        } catch (RuntimeException e) {
            answer.complete(Faults.of(e, properties.totalTimeout()));
        }
    }

    /** Ends what takes too long. Cutting what is over would close a connection that the next message can use. */
    private static void cut(Future<?> exchange) {
        if (!exchange.isDone()) {
            exchange.cancel(true);
        }
    }

    private FutureCallback<Answer.Status> into(CompletableFuture<Answer> answer) {
        return new FutureCallback<>() {
            @Override
            public void completed(Answer.Status status) {
                answer.complete(status);
            }

            @Override
            public void failed(Exception failure) {
                answer.complete(Faults.of(failure, properties.totalTimeout()));
            }

            @Override
            public void cancelled() {
                answer.complete(new Answer.None(Answer.Fault.NETWORK, "the attempt was cut short"));
            }
        };
    }

    @Override
    public void destroy() throws Exception {
        client.close();
        lookups.shutdownNow();
    }
}
