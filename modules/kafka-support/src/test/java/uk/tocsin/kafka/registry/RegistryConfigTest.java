package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.Contracts;

class RegistryConfigTest {

    private static RegistryConfig with(Map<String, ?> more) {
        var settings = new HashMap<String, Object>(Map.of("schema.registry.url", "http://127.0.0.1:8081"));
        settings.putAll(more);
        return new RegistryConfig(settings);
    }

    @Test
    void defaults() {
        var config = with(Map.of());

        assertThat(config.urls()).containsExactly(URI.create("http://127.0.0.1:8081"));
        assertThat(config.credentialsFor(URI.create("http://127.0.0.1:8081"))).isEmpty();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(new HashMap<String, Object>(config.values()))
                .containsEntry("max.retries", 3)
                .containsEntry("retries.wait.ms", 100)
                .containsEntry("retries.max.wait.ms", 2_000)
                .containsEntry("max.schemas.per.subject", 1_000)
                .containsEntry("tocsin.registry.max.answer.bytes", 1_048_576)
                .containsEntry("auto.register.schemas", true)
                .containsEntry("value.subject.name.strategy", "RecordNameStrategy")
                .containsEntry("key.subject.name.strategy", "RecordNameStrategy")
                .containsEntry("specific.avro.reader", true)
                .hasEntrySatisfying(
                        "tocsin.contract.classes",
                        classes -> assertThat(classes)
                                .isEqualTo(Contracts.RECORDS.stream()
                                        .map(Class::getName)
                                        .toList()))
                .containsEntry("tocsin.record.max.bytes", 1_048_576)
                .containsEntry("basic.auth.credentials.source", "URL");
    }

    @Test
    void takesConfluentsOwnProperties() {
        var config = with(Map.of(
                "schema.registry.url", "https://one.example:8085, https://two.example/registry",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "hub:secret",
                "schema.registry.ssl.truststore.location", "/etc/trust.p12",
                "schema.registry.ssl.truststore.type", "PKCS12",
                "auto.register.schemas", "false",
                "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy",
                "specific.avro.reader", "true",
                "bootstrap.servers", "kafka:9092"));

        assertThat(config.urls())
                .containsExactly(URI.create("https://one.example:8085"), URI.create("https://two.example/registry"));
        assertThat(config.credentialsFor(config.urls().get(0))).isEqualTo("hub:secret");
        assertThat(config.tls())
                .containsEntry("ssl.truststore.location", "/etc/trust.p12")
                .containsEntry("ssl.truststore.type", "PKCS12")
                .containsEntry("ssl.keystore.type", "JKS");
        assertThat(config.getBoolean("auto.register.schemas")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "value.subject.name.strategy,io.confluent.kafka.serializers.subject.TopicNameStrategy",
        "key.subject.name.strategy,TopicRecordNameStrategy",
        "specific.avro.reader,false",
        "basic.auth.credentials.source,SASL_INHERIT",
        "http.connect.timeout.ms,0",
        "http.read.timeout.ms,-1",
        "max.retries,101",
        "retries.wait.ms,-1",
        "retries.max.wait.ms,-1",
        "max.schemas.per.subject,0",
        "tocsin.registry.max.answer.bytes,0",
        "tocsin.record.max.bytes,0",
        "auto.register.schemas,perhaps",
    })
    void refusesWhatItCannotDoAndNamesIt(String name, String value) {
        assertThatThrownBy(() -> with(Map.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "registry:8081",
                "ftp://registry",
                "http://",
                "http:/x",
                "mock://scope",
                "http://h?q=1",
                "http://h#f",
                "http://u:secret@bad host",
                "http://ok,ftp://u:secret@h"
            })
    void refusesAnAddressThatIsNoneWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> with(Map.of("schema.registry.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesToBeWithoutAnAddress() {
        assertThatThrownBy(() -> new RegistryConfig(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret"})
    void refusesUserInfoWithoutAColonAndDoesNotRepeatIt(String userInfo) {
        assertThatThrownBy(() ->
                        with(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", userInfo)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected user:password")
                .hasMessageNotContaining("secret");
    }

    @Test
    void doesNotMindPropertiesOfOthers() {
        assertThatCode(() -> with(Map.of("group.id", "x", "avro.remove.java.properties", true)))
                .doesNotThrowAnyException();
    }
}
