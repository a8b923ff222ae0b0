package uk.tocsin.hub.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The least that a test asks of a stack, through nothing of ours. */
record StackClient(String bootstrapServers, String registryUrl) {

    static StackClient of(EmbeddedStack stack) {
        return new StackClient(stack.bootstrapServers(), stack.registryUrl());
    }

    void createTopic(String name) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    Set<String> topics() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        }
    }

    String clusterId() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return admin.describeCluster().clusterId().get();
        }
    }

    /** Registers the schema of a string; the answer is the registry's, with the schema's id. */
    String register(String subject) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString("{\"schema\": \"\\\"string\\\"\"}"))
                .build());
    }

    String subjects() throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(registryUrl + "/subjects")).build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }
}
