package uk.tocsin.kafka.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import uk.tocsin.contracts.Contracts;

/**
 * The settings of the registry client, the serializer and the deserializer.
 *
 * <p>Names are those of Confluent's serializer wherever it has one, so that one set of properties serves both; what has
 * no counterpart there begins with {@code tocsin.}. TLS is Kafka's own set of {@code ssl.*} properties behind
 * {@code schema.registry.}. Defaults are ours: short enough for a thread that has a Kafka poll to answer.
 */
public final class RegistryConfig extends AbstractConfig {

    /** Addresses of the registry, tried in turn; each up to and including the path of its API. */
    public static final String URL = "schema.registry.url";
    /** Where basic authentication comes from: {@code USER_INFO} or {@code URL}. */
    public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    /** {@code user:password}, used where the source is {@code USER_INFO}. */
    public static final String USER_INFO = "basic.auth.user.info";
    /** Before the name of each of Kafka's TLS client settings: {@code schema.registry.ssl.truststore.location}. */
    public static final String TLS_PREFIX = "schema.registry.";
    /** Milliseconds to wait for a connection, from 1. */
    public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    /** Milliseconds to wait for a whole answer, from 1. */
    public static final String READ_TIMEOUT = "http.read.timeout.ms";
    /** How many times all the addresses are gone through again after the first time, from 0. */
    public static final String RETRIES = "max.retries";
    /** Milliseconds before the first of those; it doubles from time to time. */
    public static final String RETRY_WAIT = "retries.wait.ms";
    /** Milliseconds that no wait exceeds. */
    public static final String RETRY_MAX_WAIT = "retries.max.wait.ms";
    /** How many schemas are remembered, each by its id and by its text, from 1. */
    public static final String CACHE_SIZE = "max.schemas.per.subject";
    /** Bytes of an answer from the registry beyond which it is refused, from 1. */
    public static final String MAX_ANSWER_BYTES = "tocsin.registry.max.answer.bytes";
    /** Whether the serializer registers a schema that the registry does not have, or only looks it up. */
    public static final String AUTO_REGISTER = "auto.register.schemas";
    /** The subject of a record used as a value: the record's full name, and nothing else. */
    public static final String VALUE_SUBJECT = "value.subject.name.strategy";
    /** The subject of a record used as a key: as above. */
    public static final String KEY_SUBJECT = "key.subject.name.strategy";
    /** Whether generated classes are read; always true here. */
    public static final String SPECIFIC_READER = "specific.avro.reader";
    /** Names of the generated classes that the deserializer may read into, and no others; all contracts by default. */
    public static final String CONTRACT_CLASSES = "tocsin.contract.classes";
    /** Bytes of a serialized record beyond which it is neither written nor read, from 1. */
    public static final String MAX_RECORD_BYTES = "tocsin.record.max.bytes";

    /** Name of a class to write with in the place of ours, such as Confluent's; empty for ours. */
    public static final String SERIALIZER_CLASS = "tocsin.serializer.class";
    /** Name of a class to read with in the place of ours; empty for ours. */
    public static final String DESERIALIZER_CLASS = "tocsin.deserializer.class";

    private static final String RECORD_NAME = "RecordNameStrategy";
    /** What Confluent's serializer calls the same. */
    static final String CONFLUENT_RECORD_NAME = "io.confluent.kafka.serializers.subject." + RECORD_NAME;

    private static final List<String> ALL_CONTRACTS =
            Contracts.RECORDS.stream().map(Class::getName).toList();

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    RegistryConfig::checkUrls,
                    Importance.HIGH,
                    "")
            .define(
                    CREDENTIALS_SOURCE,
                    ConfigDef.Type.STRING,
                    "URL",
                    RegistryConfig::checkSource,
                    Importance.MEDIUM,
                    "")
            .define(USER_INFO, ConfigDef.Type.PASSWORD, new Password(""), Importance.MEDIUM, "")
            .define(CONNECT_TIMEOUT, ConfigDef.Type.INT, 2_000, ConfigDef.Range.atLeast(1), Importance.LOW, "")
            .define(READ_TIMEOUT, ConfigDef.Type.INT, 5_000, ConfigDef.Range.atLeast(1), Importance.LOW, "")
            .define(RETRIES, ConfigDef.Type.INT, 3, ConfigDef.Range.between(0, 100), Importance.LOW, "")
            .define(RETRY_WAIT, ConfigDef.Type.INT, 100, ConfigDef.Range.atLeast(0), Importance.LOW, "")
            .define(RETRY_MAX_WAIT, ConfigDef.Type.INT, 2_000, ConfigDef.Range.atLeast(0), Importance.LOW, "")
            .define(CACHE_SIZE, ConfigDef.Type.INT, 1_000, ConfigDef.Range.atLeast(1), Importance.LOW, "")
            .define(MAX_ANSWER_BYTES, ConfigDef.Type.INT, 1_048_576, ConfigDef.Range.atLeast(1), Importance.LOW, "")
            .define(AUTO_REGISTER, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, "")
            .define(
                    VALUE_SUBJECT,
                    ConfigDef.Type.STRING,
                    RECORD_NAME,
                    RegistryConfig::checkStrategy,
                    Importance.LOW,
                    "")
            .define(KEY_SUBJECT, ConfigDef.Type.STRING, RECORD_NAME, RegistryConfig::checkStrategy, Importance.LOW, "")
            .define(SPECIFIC_READER, ConfigDef.Type.BOOLEAN, true, RegistryConfig::checkSpecific, Importance.LOW, "")
            .define(CONTRACT_CLASSES, ConfigDef.Type.LIST, ALL_CONTRACTS, Importance.HIGH, "")
            .define(SERIALIZER_CLASS, ConfigDef.Type.STRING, "", Importance.LOW, "")
            .define(DESERIALIZER_CLASS, ConfigDef.Type.STRING, "", Importance.LOW, "")
            .define(MAX_RECORD_BYTES, ConfigDef.Type.INT, 1_048_576, ConfigDef.Range.atLeast(1), Importance.LOW, "");

    /**
     * Reads and checks the settings.
     *
     * @param settings by the names above; others are left alone, as Kafka hands its whole configuration over
     * @throws ConfigException if one cannot be used, naming it
     */
    public RegistryConfig(Map<String, ?> settings) {
        super(DEFINITION, settings, false);
        if (source().equals("USER_INFO") && !userInfo().contains(":")) {
            throw new ConfigException(USER_INFO, Password.HIDDEN, "expected user:password");
        }
    }

    List<URI> urls() {
        return getList(URL).stream().map(url -> URI.create(url.strip())).toList();
    }

    /** Credentials for one address, as {@code user:password}; empty for none. */
    String credentialsFor(URI url) {
        if (source().equals("USER_INFO")) {
            return userInfo();
        }
        return url.getUserInfo() == null ? "" : url.getUserInfo();
    }

    Duration connectTimeout() {
        return Duration.ofMillis(getInt(CONNECT_TIMEOUT));
    }

    Duration readTimeout() {
        return Duration.ofMillis(getInt(READ_TIMEOUT));
    }

    /** Kafka's TLS settings with their own names and defaults. */
    Map<String, Object> tls() {
        var definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        return definition.parse(originalsWithPrefix(TLS_PREFIX));
    }

    private String source() {
        return getString(CREDENTIALS_SOURCE);
    }

    private String userInfo() {
        return getPassword(USER_INFO).value();
    }

    private static void checkUrls(String name, Object value) {
        var urls = (List<?>) value;
        if (urls.isEmpty()) {
            throw new ConfigException(name, value, "expected at least one http or https address");
        }
        urls.forEach(url -> checkUrl(name, url.toString().strip()));
    }

    private static void checkUrl(String name, String url) {
        try {
            var parsed = new URI(url);
            if (parsed.getHost() == null
                    || !("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))
                    || parsed.getRawQuery() != null
                    || parsed.getRawFragment() != null) {
                throw new URISyntaxException("", "no such address");
            }
        } catch (URISyntaxException e) {
            // The value may hold a password, so it is not repeated.
            throw new ConfigException(name + ": expected http or https addresses, such as http://127.0.0.1:8081");
        }
    }

    private static void checkSource(String name, Object value) {
        if (!"USER_INFO".equals(value) && !"URL".equals(value)) {
            throw new ConfigException(name, value, "expected USER_INFO or URL");
        }
    }

    private static void checkStrategy(String name, Object value) {
        if (!RECORD_NAME.equals(value) && !CONFLUENT_RECORD_NAME.equals(value)) {
            throw new ConfigException(name, value, "expected " + RECORD_NAME + ": a subject per record type");
        }
    }

    private static void checkSpecific(String name, Object value) {
        if (!Boolean.TRUE.equals(value)) {
            throw new ConfigException(name, value, "expected true: contracts are read into their generated classes");
        }
    }
}
