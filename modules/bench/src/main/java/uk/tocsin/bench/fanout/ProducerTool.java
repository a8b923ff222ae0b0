package uk.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import uk.tocsin.bench.events.ExampleEvents;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.Java;
import uk.tocsin.contracts.IncidentEvent;

/**
 * Kafka's own tool for measuring producers. It writes as many records of the same length as the others do, in transactions
 * of the same length, to a topic with as many partitions as they have targets; but it reads nothing and decides nothing:
 * what the broker takes at most.
 */
final class ProducerTool {

    static final String TITLE = "Kafka's producer tool";
    static final String TOPIC = "bench-producer-tool-";

    private static final String PROGRAM = "org.apache.kafka.tools.ProducerPerformance";
    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");
    private static final int SAMPLES = 500;

    private final String broker;
    private final Path folder;

    ProducerTool(String broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    /** Runs it. Gives records a second, after the warm-up. */
    double rate(Codec codec, int width, int warmUp, int measured) throws InterruptedException {
        Path output = folder.resolve("producer-tool.log");
        Process tool =
                Java.start(output, Java.SERVER, PROGRAM, arguments(payloads(codec, width), width, warmUp, measured));
        if (tool.waitFor() != 0) {
            throw new IllegalStateException("the producer tool failed: " + read(output));
        }
        return rateIn(read(output));
    }

    /** The last line is the summary of what came after the warm-up. */
    static double rateIn(String output) {
        List<MatchResult> rates = RATE.matcher(output).results().toList();
        if (rates.isEmpty()) {
            throw new IllegalStateException("the producer tool told no rate: " + output);
        }
        return Double.parseDouble(rates.get(rates.size() - 1).group(1));
    }

    private List<String> arguments(Path payloads, int width, int warmUp, int measured) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap-server", broker, "--topic", TOPIC + width));
        arguments.addAll(List.of("--num-records", Integer.toString((warmUp + measured) * width)));
        arguments.addAll(List.of("--warmup-records", Integer.toString(warmUp * width)));
        arguments.addAll(List.of("--payload-file", payloads.toString(), "--throughput", "-1"));
        arguments.addAll(List.of("--transaction-duration-ms", "100", "--command-property", "acks=all"));
        arguments.addAll(List.of("compression.type=lz4", "batch.size=131072", "linger.ms=20"));
        arguments.add("buffer.memory=67108864");
        return arguments;
    }

    /** Records as long as ours with key and headers, and as compressible; the tool takes text, without line ends. */
    private Path payloads(Codec codec, int width) {
        Path file = folder.resolve("payloads-" + width);
        List<String> lines = IntStream.range(0, SAMPLES)
                .mapToObj(index -> payload(codec, ExampleEvents.event(0, index, Cast.circle(width), 1)))
                .toList();
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String payload(Codec codec, IncidentEvent event) {
        ProducerRecord<String, byte[]> alert =
                codec.records.record(TOPIC, event.getIncidentId(), codec.alert(event), List.of());
        StringBuilder text = new StringBuilder(alert.key());
        for (byte value : alert.value()) {
            int printable = value & 0x7f;
            text.append(printable < ' ' ? (char) (printable + ' ') : (char) printable);
        }
        alert.headers().forEach(header -> text.append(header.key()).append(new String(header.value(), UTF_8)));
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
