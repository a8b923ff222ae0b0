package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Against a server on the loopback address, which is what an endpoint may not be unless it is allowed. */
@SuppressWarnings("NullAway.Init")
class WebhookSenderTest {

    private static final WebhookMessage MESSAGE =
            new WebhookMessage(new WebhookContent("id", "{}", java.util.Map.of()), 1, "v1,signature");

    private final CountDownLatch endOfTest = new CountDownLatch(1);
    private HttpServer server;
    private WebhookSender sender;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(loopback(), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        sender = sender(List.of("127.0.0.0/8"), InetAddress::getAllByName);
    }

    @AfterEach
    void stop() throws Exception {
        endOfTest.countDown();
        server.stop(0);
        sender.destroy();
    }

    @Test
    void answerIsReadAndKept() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(503, 5);
            exchange.getResponseBody().write("later".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        assertThat(send("/")).isEqualTo(new Answer.Status(503, "7", "later"));
    }

    @Test
    void hostIsLookedUpOnceAndTheAddressFoundIsCalled() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        sender.destroy();
        sender = sender(List.of("127.0.0.0/8"), host -> {
            lookups.incrementAndGet();
            return AddressBookTest.addresses("127.0.0.1");
        });
        answer("/", 204, -1);

        Answer answer = sender.send(URI.create("http://alerts.example:" + port() + "/"), MESSAGE)
                .join();

        assertThat(answer).isEqualTo(new Answer.Status(204, null, ""));
        assertThat(lookups).hasValue(1);
    }

    /** Once every answer closed the connection that it had come on. */
    @Test
    void connectionIsUsedForTheNextMessageToo() {
        Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
        server.createContext("/", exchange -> {
            callers.add(exchange.getRemoteAddress());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        for (int i = 0; i < 10; i++) {
            assertThat(send("/")).isEqualTo(new Answer.Status(204, null, ""));
        }

        // The answer may be known a moment before its connection is free.
        assertThat(callers).hasSizeLessThan(5);
    }

    @Test
    void innerAddressIsNotCalledWhateverItIsWrittenAs() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sender.destroy();
        sender = sender(List.of(), InetAddress::getAllByName);

        for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0")) {
            Answer answer = sender.send(URI.create("http://" + host + ":" + port() + "/"), MESSAGE)
                    .join();
            assertThat(answer).as(host).isInstanceOf(Answer.None.class);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void redirectIsAnAnswerAndIsNotFollowed() {
        AtomicInteger followed = new AtomicInteger();
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            followed.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        assertThat(send("/")).isEqualTo(new Answer.Status(307, null, ""));
        assertThat(followed).hasValue(0);
    }

    @Test
    void onlyTheBeginningOfALongAnswerIsKept() {
        answer("/", 200, 5_000);

        assertThat(send("/")).isEqualTo(new Answer.Status(200, null, "x".repeat(1_024)));
    }

    @Test
    void endlessAnswerIsCutAndItsStatusCounts() {
        answer("/", 200, 10_000_000);

        assertThat(send("/")).isEqualTo(new Answer.Status(200, null, "x".repeat(1_024)));
    }

    @Test
    void silenceEndsTheAttempt() {
        server.createContext("/", exchange -> waitForTheEnd());

        assertThat(send("/")).asInstanceOf(type(Answer.None.class)).returns(Answer.Fault.TIMEOUT, Answer.None::fault);
    }

    @Test
    void answerThatDripsEndsWithTheTotalTime() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            for (int i = 0; i < 1_000 && endOfTest.getCount() > 0; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                waitForTheEnd(100);
            }
        });

        assertThat(send("/")).asInstanceOf(type(Answer.None.class)).returns(Answer.Fault.TIMEOUT, Answer.None::fault);
    }

    @Test
    void connectionCutInTheMiddleOfTheAnswerIsNoAnswer() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread cutting = new Thread(() -> cut(socket));
            cutting.start();
            Answer answer = sender.send(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"), MESSAGE)
                    .join();
            cutting.join();

            assertThat(answer).asInstanceOf(type(Answer.None.class)).returns(Answer.Fault.NETWORK, Answer.None::fault);
        }
    }

    @Test
    void nobodyListeningIsNoAnswer() {
        int port = port();
        server.stop(0);

        assertThat(sender.send(URI.create("http://127.0.0.1:" + port + "/"), MESSAGE)
                        .join())
                .asInstanceOf(type(Answer.None.class))
                .returns(Answer.Fault.NETWORK, Answer.None::fault);
    }

    @Test
    void hostThatIsNotThereIsNoAnswer() {
        assertThat(sender.send(URI.create("http://nowhere.invalid/"), MESSAGE).join())
                .asInstanceOf(type(Answer.None.class))
                .returns(Answer.Fault.UNKNOWN_HOST, Answer.None::fault);
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused(@TempDir Path folder) throws Exception {
        HttpsServer encrypted = HttpsServer.create(loopback(), 0);
        encrypted.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
        encrypted.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        encrypted.start();
        try {
            Answer answer = sender.send(
                            URI.create("https://localhost:"
                                    + encrypted.getAddress().getPort() + "/"),
                            MESSAGE)
                    .join();

            assertThat(answer).asInstanceOf(type(Answer.None.class)).returns(Answer.Fault.TLS, Answer.None::fault);
        } finally {
            encrypted.stop(0);
        }
    }

    private Answer send(String path) {
        return sender.send(URI.create("http://127.0.0.1:" + port() + path), MESSAGE)
                .join();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(String path, int status, int length) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, length);
            byte[] part = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            for (int sent = 0; sent < length; sent += part.length) {
                exchange.getResponseBody().write(part);
            }
            exchange.close();
        });
    }

    private static void cut(ServerSocket socket) {
        try (Socket connection = socket.accept()) {
            InputStream request = connection.getInputStream();
            assertThat(request.read(new byte[8_192])).isPositive();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void waitForTheEnd() {
        waitForTheEnd(10_000);
    }

    private void waitForTheEnd(long millis) {
        try {
            endOfTest.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WebhookSender sender(List<String> allowed, AddressBook.Lookup lookup) {
        return new WebhookSender(
                new WebhookProperties(
                        true,
                        allowed,
                        10,
                        10,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(500),
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(30),
                        DataSize.ofKilobytes(64),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)),
                lookup);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        String password = "example-only";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
