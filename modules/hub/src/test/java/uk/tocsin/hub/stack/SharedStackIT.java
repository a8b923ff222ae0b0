package uk.tocsin.hub.stack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What the integration tests rely on, wherever their stack runs. */
class SharedStackIT {

    private final TestStack stack = TestStack.get();
    private final StackClient client = new StackClient(stack.bootstrapServers(), stack.registryUrl());

    @Test
    void isTheSameForEveryTest() {
        assertThat(TestStack.get()).isSameAs(stack);
    }

    @Test
    void registersSchemas() throws Exception {
        assertThat(client.register("SharedStackIT")).matches("\\{\"id\":\\d+.*}");
        assertThat(client.subjects()).contains("\"SharedStackIT\"");
    }

    @Test
    void letsAShareGroupHaveTenDeliveriesAndLeasesOfAMinute() throws Exception {
        // Given
        var group = new ConfigResource(ConfigResource.Type.GROUP, "SharedStackIT");
        var wanted = Map.of("share.delivery.count.limit", "10", "share.record.lock.duration.ms", "60000");
        var changes = wanted.entrySet().stream()
                .map(entry -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), OpType.SET))
                .toList();
        try (Admin admin = admin()) {

            // When
            admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();

            // Then
            var settings = requireNonNull(
                    admin.describeConfigs(List.of(group)).all().get().get(group));
            assertThat(wanted)
                    .allSatisfy((name, value) ->
                            assertThat(settings.get(name).value()).isEqualTo(value));
        }
    }

    @Test
    void handsTheBrokersSettingsToAContainerWithoutItsListeners() {
        assertThat(StackContainers.brokerEnvironment())
                .containsEntry("KAFKA_GROUP_SHARE_MAX_DELIVERY_COUNT_LIMIT", "10")
                .allSatisfy((name, value) ->
                        assertThat(name).matches("KAFKA_[A-Z0-9_]+").doesNotContain("LISTENER"));
    }

    private Admin admin() {
        var settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers());
        return Admin.create(settings);
    }
}
