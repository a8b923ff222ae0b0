package uk.tocsin.partnerfanout;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;

/**
 * Sends one message once. It follows no redirect, since an endpoint may not send an alert on to another address, keeps
 * no cookies, and never reads what the endpoint answers beyond its status.
 */
final class WebhookSender implements DisposableBean {

    private final CloseableHttpClient client;

    WebhookSender(WebhookProperties properties) {
        Timeout connect = Timeout.of(properties.connectTimeout());
        Timeout response = Timeout.of(properties.responseTimeout());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(response)
                        .build())
                .setMaxConnTotal(properties.maxSubscriptions())
                .setMaxConnPerRoute(properties.maxSubscriptions())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(response)
                        .setRedirectsEnabled(false)
                        .build())
                .setUserAgent("Tocsin")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /**
     * Posts a message and gives the status of the answer.
     *
     * @throws IOException when there is no answer in time
     */
    int send(URI endpoint, WebhookMessage message) throws IOException {
        var post = new HttpPost(endpoint);
        post.setHeader("webhook-id", message.id());
        post.setHeader("webhook-timestamp", Long.toString(message.timestamp()));
        post.setHeader("webhook-signature", message.signature());
        post.setEntity(
                new StringEntity(message.body(), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        try (var response = client.executeOpen(null, post, null)) {
            return response.getCode();
        }
    }

    @Override
    public void destroy() throws IOException {
        client.close();
    }
}
