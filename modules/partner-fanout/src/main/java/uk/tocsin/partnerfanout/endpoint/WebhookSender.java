package uk.tocsin.partnerfanout.endpoint;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Sends one message once. It connects only to an address that was checked, follows no redirect, since an endpoint may not
 * send an alert on to another address, keeps no cookies, and reads no more of an answer than it must. A few threads serve
 * all endpoints; none of them waits for one.
 */
final class WebhookSender implements DisposableBean {

    private static final int IO_THREADS = 2;
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
        client = client(properties);
        client.start();
    }

    private static CloseableHttpAsyncClient client(WebhookProperties properties) {
        Timeout connect = Timeout.of(properties.connectTimeout());
        Timeout response = Timeout.of(properties.responseTimeout());
        return HttpAsyncClients.custom()
                .setConnectionManager(connections(properties, connect, response))
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(properties.totalTimeout()))
                        .setResponseTimeout(response)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .evictIdleConnections(TimeValue.of(properties.idleTimeout()))
                .setUserAgent("Tocsin")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static PoolingAsyncClientConnectionManager connections(
            WebhookProperties properties, Timeout connect, Timeout response) {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(response)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(connect)
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .setDnsResolver(new NoResolver())
                .setMaxConnTotal(properties.maxConnections())
                .setMaxConnPerRoute(properties.maxConnections())
                .build();
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
                answer.complete(none(failure));
            } else if (!answer.isDone()) {
                post(endpoint, address, message, answer);
            }
        });
        return answer.orTimeout(properties.totalTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(this::none);
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
            answer.complete(none(e));
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
                answer.complete(none(failure));
            }

            @Override
            public void cancelled() {
                answer.complete(new Answer.None(Answer.Fault.NETWORK, "the attempt was cut short"));
            }
        };
    }

    private Answer none(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AnswerReader.TooLongException tooLong) {
            return tooLong.answer();
        }
        if (cause instanceof AddressBook.AddressRefusedException) {
            return new Answer.None(Answer.Fault.ADDRESS_REFUSED, "the host has no address that may be called");
        }
        if (cause instanceof UnknownHostException) {
            return new Answer.None(Answer.Fault.UNKNOWN_HOST, "there is no such host");
        }
        if (cause instanceof SSLException) {
            return new Answer.None(Answer.Fault.TLS, "no trusted encryption: " + cause.getMessage());
        }
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return new Answer.None(Answer.Fault.TIMEOUT, "no whole answer in " + properties.totalTimeout());
        }
        return new Answer.None(Answer.Fault.NETWORK, "no answer: " + (cause == null ? "unknown" : cause.getMessage()));
    }

    @Override
    public void destroy() throws Exception {
        client.close();
        lookups.shutdownNow();
    }

    /** Hosts are looked up and checked before; a connection that would look one up by itself is not made. */
    private static final class NoResolver implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
