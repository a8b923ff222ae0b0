package uk.tocsin.kafka.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import uk.tocsin.kafka.registry.RegistryTransport.Question;

/**
 * A schema registry that speaks the Confluent REST API, version 7 (Confluent Schema Registry; Apicurio Registry under
 * {@code /apis/ccompat/v7}).
 *
 * <p>An id stands for one schema for ever, so both directions are remembered, up to {@link RegistryConfig#CACHE_SIZE} of
 * each; what can change (latest, versions, compatibility) is asked every time. Safe for any number of threads; make one
 * and share it. Every method throws {@link RegistryException}, and waits no longer than the configured time-outs and
 * retries allow.
 */
public final class SchemaRegistryClient {

    private record Registration(String subject, String schema) {}

    private final RegistryTransport transport;
    private final Cache<Registration, Integer> ids;
    private final Cache<Integer, String> schemas;

    /** A client with the settings given; it connects when it is first asked something. */
    public SchemaRegistryClient(RegistryConfig config) {
        this.transport = new RegistryTransport(config);
        var size = config.getInt(RegistryConfig.CACHE_SIZE);
        this.ids = Caffeine.newBuilder().maximumSize(size).build();
        this.schemas = Caffeine.newBuilder().maximumSize(size).build();
    }

    /** A client with the settings given by their names in {@link RegistryConfig}. */
    public SchemaRegistryClient(Map<String, ?> settings) {
        this(new RegistryConfig(settings));
    }

    /**
     * Takes the schema into the subject's history unless it is there already.
     *
     * @param subject the full name of the record
     * @param schema the Avro schema as JSON, complete in itself; see {@link PortableSchema}
     * @return its id
     */
    public int register(String subject, String schema) {
        return ids.get(
                new Registration(subject, schema),
                wanted -> post("register schema of", subject, versionsPath(subject), schema)
                        .number("id"));
    }

    /**
     * Looks up a schema without registering it.
     *
     * @param subject the full name of the record
     * @param schema as for {@link #register}
     * @return its id; an exception with {@link RegistryException#SCHEMA_NOT_FOUND} or
     *     {@link RegistryException#SUBJECT_NOT_FOUND} if the registry does not have it
     */
    public int idOf(String subject, String schema) {
        return ids.get(
                new Registration(subject, schema),
                wanted -> post("look up schema of", subject, subjectPath(subject), schema)
                        .number("id"));
    }

    /**
     * The schema that an id stands for, as JSON.
     *
     * @param id as it came in a record's first bytes
     * @return the text; an exception with {@link RegistryException#SCHEMA_NOT_FOUND} if there is no such id, with
     *     {@link RegistryException#UNUSABLE_SCHEMA} if it stands for something else than an Avro schema
     */
    public String schemaById(int id) {
        return schemas.get(id, this::fetch);
    }

    private String fetch(int id) {
        var answer = get("fetch schema " + id, null, "/schemas/ids/" + id);
        if (!answer.json().path("schemaType").asString("AVRO").equals("AVRO")) {
            throw new RegistryException(
                    answer.question().what(), null, 200, RegistryException.UNUSABLE_SCHEMA, "it is not an Avro schema");
        }
        return answer.text("schema");
    }

    /** The subject's newest schema. */
    public RegisteredSchema latest(String subject) {
        return registered(subject, "latest");
    }

    /** One schema of the subject's history; versions count from 1. */
    public RegisteredSchema version(String subject, int version) {
        return registered(subject, Integer.toString(version));
    }

    private RegisteredSchema registered(String subject, String version) {
        var answer = get("read version " + version + " of", subject, versionsPath(subject) + "/" + version);
        return new RegisteredSchema(
                answer.text("subject"), answer.number("version"), answer.number("id"), answer.text("schema"));
    }

    /** The numbers of the subject's versions, ascending. */
    public List<Integer> versions(String subject) {
        var answer = get("read versions of", subject, versionsPath(subject));
        return answer.json().valueStream().map(JsonNode::asInt).sorted().toList();
    }

    /** Sets the level for every subject that has none of its own. */
    public void setCompatibility(Compatibility level) {
        setLevel("set compatibility of all subjects", null, "/config", level);
    }

    /** Sets the level of one subject. */
    public void setCompatibility(String subject, Compatibility level) {
        setLevel("set compatibility of", subject, "/config/" + segment(subject), level);
    }

    private void setLevel(String what, @Nullable String subject, String path, Compatibility level) {
        var body = JsonNodeFactory.instance.objectNode().put("compatibility", level.name());
        transport.ask(new Question(what, subject, "PUT", path, body));
    }

    /** The level of every subject that has none of its own. */
    public Compatibility compatibility() {
        return level(get("read compatibility of all subjects", null, "/config"));
    }

    /** The level of one subject; an exception with status 404 if it has none of its own. */
    public Compatibility compatibility(String subject) {
        return level(get("read compatibility of", subject, "/config/" + segment(subject)));
    }

    private static Compatibility level(RegistryAnswer answer) {
        var name = answer.text("compatibilityLevel");
        return Stream.of(Compatibility.values())
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElseThrow(() -> answer.without("a level that we know"));
    }

    /**
     * Asks whether the subject, at its level and against its whole history, would take the schema. A subject without
     * history takes anything.
     */
    public CompatibilityVerdict check(String subject, String schema) {
        try {
            var path = "/compatibility" + versionsPath(subject) + "?verbose=true";
            return verdict(post("check schema of", subject, path, schema));
        } catch (RegistryException e) {
            if (e.errorCode() == RegistryException.SUBJECT_NOT_FOUND) {
                return new CompatibilityVerdict(true, List.of());
            }
            throw e;
        }
    }

    /** Confluent gives its reasons as a list, Apicurio as one text. */
    private static CompatibilityVerdict verdict(RegistryAnswer answer) {
        var listed = answer.json().path("messages").valueStream();
        var single = Stream.of(answer.json().path("reason")).filter(JsonNode::isString);
        var reasons = Stream.concat(listed, single).map(JsonNode::asString).toList();
        return new CompatibilityVerdict(answer.flag("is_compatible"), reasons);
    }

    private RegistryAnswer post(String what, String subject, String path, String schema) {
        var body = JsonNodeFactory.instance.objectNode().put("schema", schema);
        return transport.ask(new Question(what, subject, "POST", path, body));
    }

    private RegistryAnswer get(String what, @Nullable String subject, String path) {
        return transport.ask(new Question(what, subject, "GET", path, null));
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + segment(subject);
    }

    private static String versionsPath(String subject) {
        return subjectPath(subject) + "/versions";
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
