package uk.tocsin.bench.webhooks;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What a user of Apache Camel gets: a route for each inbox from Kafka to HTTP, with the bytes as they stand there. It does not
 * sign, retry, record or keep a position for each subscription.
 */
final class CamelRoute extends RouteBuilder {

    private final String broker;
    private final String group;
    private final List<String> pairs;

    private CamelRoute(String broker, String group, List<String> pairs) {
        this.broker = broker;
        this.group = group;
        this.pairs = pairs;
    }

    /**
     * Runs until the input ends.
     *
     * @param arguments broker, group, and an inbox and its endpoint for each partner, joined by a space
     */
    public static void main(String[] arguments) throws Exception {
        List<String> pairs = List.of(arguments).subList(2, arguments.length);
        CamelContext camel = new DefaultCamelContext();
        camel.addRoutes(new CamelRoute(arguments[0], arguments[1], pairs));
        camel.start();
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        System.exit(0);
    }

    @Override
    public void configure() {
        for (String pair : pairs) {
            String inbox = pair.substring(0, pair.indexOf(' '));
            String endpoint = pair.substring(pair.indexOf(' ') + 1);
            from("kafka:" + inbox + "?brokers=" + broker + "&groupId=" + group
                            + "&autoOffsetReset=earliest&isolationLevel=read_committed"
                            + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer")
                    .removeHeaders("*")
                    .setHeader("CamelHttpMethod", constant("POST"))
                    .to(endpoint + "?connectionsPerRoute=" + pairs.size() + "&maxTotalConnections=" + pairs.size() * 2
                            + "&responseTimeout=10000");
        }
    }
}
