package uk.tocsin.hub.interop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Confluent's own registry client and Flink's writer of its wire format, as Apache Flink ships them in one jar. The jar
 * brings along old copies of much else, so it is loaded apart from everything of ours and reached by reflection alone.
 */
final class ConfluentPeer implements AutoCloseable {

    /** Confluent's exception, by what it tells. */
    record Refusal(int status, int errorCode) {}

    private static final Path JAR = Path.of("target", "interop", "flink-sql-avro-confluent-registry.jar");
    private static final String CONFLUENT =
            "org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.";
    private static final String AVRO = "org.apache.flink.avro.shaded.org.apache.avro.";
    private static final String CODER = "org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder";

    private final URLClassLoader loader;
    private final Object client;

    ConfluentPeer(String registryUrl) throws IOException, ReflectiveOperationException {
        this.loader = new URLClassLoader(new URL[] {jar(), slf4j()}, ClassLoader.getPlatformClassLoader());
        this.client = make(CONFLUENT + "client.CachedSchemaRegistryClient", registryUrl, 100);
    }

    private static URL jar() throws MalformedURLException {
        return JAR.toUri().toURL();
    }

    private static URL slf4j() {
        return Logger.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    int register(String subject, String schema) throws ReflectiveOperationException {
        return (int) call(client, "register", subject, confluentSchema(schema));
    }

    int idOf(String subject, String schema) throws ReflectiveOperationException {
        return (int) call(client, "getId", subject, confluentSchema(schema));
    }

    String schemaById(int id) throws ReflectiveOperationException {
        return (String) call(call(client, "getSchemaById", id), "canonicalString");
    }

    boolean compatible(String subject, String schema) throws ReflectiveOperationException {
        return (boolean) call(client, "testCompatibility", subject, confluentSchema(schema));
    }

    String setCompatibility(String subject, String level) throws ReflectiveOperationException {
        return (String) call(client, "updateCompatibility", subject, level);
    }

    private Object confluentSchema(String schema) throws ReflectiveOperationException {
        return make(CONFLUENT + "avro.AvroSchema", schema);
    }

    /** A record in the wire format: schema registered by Confluent's client, header by Flink, data by generic Avro. */
    byte[] write(String subject, String schema, String json) throws ReflectiveOperationException {
        var out = new ByteArrayOutputStream();
        var parsed = parse(schema);
        call(make(CODER, subject, client), "writeSchema", parsed, out);
        var factory = type(AVRO + "io.EncoderFactory").getMethod("get").invoke(null);
        var encoder = type(AVRO + "io.EncoderFactory")
                .getMethod("binaryEncoder", OutputStream.class, type(AVRO + "io.BinaryEncoder"))
                .invoke(factory, out, null);
        call(make(AVRO + "generic.GenericDatumWriter", parsed), "write", fromJson(parsed, json), encoder);
        call(encoder, "flush");
        return out.toByteArray();
    }

    /** What a record in the wire format says, read by the schema that its id stands for. */
    String read(byte[] bytes) throws ReflectiveOperationException {
        var in = new ByteArrayInputStream(bytes);
        var schema = call(make(CODER, client), "readSchema", in);
        var decoder = type(AVRO + "io.DecoderFactory")
                .getMethod("directBinaryDecoder", InputStream.class, type(AVRO + "io.BinaryDecoder"))
                .invoke(decoders(), in, null);
        var value = readGeneric(schema, decoder);
        return in.available() == 0 ? value.toString() : in.available() + " bytes left over after " + value;
    }

    /** The same for a record that stands in JSON. */
    String read(String schema, String json) throws ReflectiveOperationException {
        return fromJson(parse(schema), json).toString();
    }

    private Object fromJson(Object schema, String json) throws ReflectiveOperationException {
        return readGeneric(schema, call(decoders(), "jsonDecoder", schema, json));
    }

    private Object readGeneric(Object schema, Object decoder) throws ReflectiveOperationException {
        var reader = make(AVRO + "generic.GenericDatumReader", schema);
        return reader.getClass()
                .getMethod("read", Object.class, type(AVRO + "io.Decoder"))
                .invoke(reader, null, decoder);
    }

    private Object decoders() throws ReflectiveOperationException {
        return type(AVRO + "io.DecoderFactory").getMethod("get").invoke(null);
    }

    private Object parse(String schema) throws ReflectiveOperationException {
        return call(make(AVRO + "Schema$Parser"), "parse", schema);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    private Object make(String name, Object... arguments) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type(name).getConstructors()) {
            if (accepts(constructor.getParameterTypes(), arguments)) {
                return constructor.newInstance(arguments);
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (var method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && accepts(method.getParameterTypes(), arguments)) {
                return method.invoke(target, arguments);
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    private static boolean accepts(Class<?>[] types, Object... arguments) {
        return types.length == arguments.length
                && Stream.iterate(0, i -> i + 1).limit(types.length).allMatch(i -> accepts(types[i], arguments[i]));
    }

    private static boolean accepts(Class<?> type, Object argument) {
        return type.isInstance(argument) || (type == int.class && argument instanceof Integer);
    }

    /** What Confluent's client refused with, or null if it threw something else. */
    static @Nullable Refusal refusal(Throwable thrown) throws ReflectiveOperationException {
        var cause = thrown instanceof InvocationTargetException wrapped ? wrapped.getCause() : thrown;
        if (cause == null || !cause.getClass().getSimpleName().equals("RestClientException")) {
            return null;
        }
        return new Refusal((int) call(cause, "getStatus"), (int) call(cause, "getErrorCode"));
    }
}
