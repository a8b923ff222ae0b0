package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates made by the JDK's own keytool: each side's store holds its key and the other's certificate. */
class RegistryTlsTest {

    private static final String PASSWORD = "for-tests";
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"a.B\",\"fields\":[]}";

    @TempDir
    private static Path folder;

    private static FakeRegistry registry;

    @BeforeAll
    static void makeCertificatesAndStart() throws Exception {
        makeKey("server", "ip:127.0.0.1");
        makeKey("client", "dns:client.example");
        exchangeCertificate("server", "client");
        exchangeCertificate("client", "server");
        registry = new FakeRegistry(server());
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    private static void makeKey(String name, String san) throws IOException, InterruptedException {
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + san,
                "-keystore",
                store(name));
        keytool("-exportcert", "-alias", name, "-keystore", store(name), "-file", store(name) + ".cer");
    }

    private static void exchangeCertificate(String of, String to) throws IOException, InterruptedException {
        keytool("-importcert", "-noprompt", "-alias", of, "-file", store(of) + ".cer", "-keystore", store(to));
    }

    private static String store(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        var log = folder.resolve("keytool.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(log)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static HttpsServer server() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(Path.of(store("server")).toFile(), PASSWORD.toCharArray());
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        return server;
    }

    private static SchemaRegistryClient client(Map<String, String> tls) {
        var settings = new HashMap<String, Object>(tls);
        settings.put("schema.registry.url", "https://127.0.0.1:" + registry.port());
        settings.put("max.retries", 0);
        return new SchemaRegistryClient(settings);
    }

    private static Map<String, String> truststore() {
        return Map.of(
                "schema.registry.ssl.truststore.location",
                store("client"),
                "schema.registry.ssl.truststore.password",
                PASSWORD,
                "schema.registry.ssl.truststore.type",
                "PKCS12");
    }

    @Test
    void asksOverTlsWithACertificateOfItsOwn() {
        var settings = new HashMap<>(truststore());
        settings.put("schema.registry.ssl.keystore.location", store("client"));
        settings.put("schema.registry.ssl.keystore.password", PASSWORD);
        settings.put("schema.registry.ssl.key.password", PASSWORD);
        settings.put("schema.registry.ssl.keystore.type", "PKCS12");

        assertThat(client(settings).register("a.B", SCHEMA)).isEqualTo(1);
    }

    @Test
    void isRefusedWithoutACertificate() {
        assertThatThrownBy(() -> client(truststore()).register("a.B", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("(no answer)");
    }

    @Test
    void doesNotTalkToARegistryThatItDoesNotTrust() {
        assertThatThrownBy(() -> client(Map.of()).register("a.B", SCHEMA))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> assertThat(e.status()).isZero())
                .satisfies(e -> assertThat(e).hasMessageContaining("unable to find valid certification path"));
    }

    @Test
    void saysThatAStoreIsMissing() {
        assertThatThrownBy(() -> client(Map.of("schema.registry.ssl.truststore.location", "/nowhere/trust.p12")))
                .hasMessageContaining("/nowhere/trust.p12");
    }
}
