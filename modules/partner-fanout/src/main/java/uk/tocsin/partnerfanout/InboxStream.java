package uk.tocsin.partnerfanout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** One open stream: carries what arrives in the inbox to its reader until either goes away. */
final class InboxStream implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxStream.class);

    /** The JSON is written already; a converter must not quote it, nor guess at its encoding. */
    private static final MediaType JSON_TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final ReadingRight right;
    private final Consumer<byte[], byte[]> consumer;
    private final ContractDeserializer deserializer;
    private final SseEmitter emitter;
    private final Duration heartbeat;
    private InboxCursor cursor;
    private volatile boolean stopped;

    InboxStream(
            ReadingRight right,
            Consumer<byte[], byte[]> consumer,
            ContractDeserializer deserializer,
            SseEmitter emitter,
            InboxCursor cursor,
            Duration heartbeat) {
        this.right = right;
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.emitter = emitter;
        this.cursor = cursor;
        this.heartbeat = heartbeat;
    }

    @Override
    public void run() {
        try (consumer) {
            while (!stopped && right.stands()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(heartbeat);
                if (records.isEmpty() && right.stands()) {
                    emitter.send(SseEmitter.event().comment("heartbeat"));
                }
                for (ConsumerRecord<byte[], byte[]> stored : records) {
                    if (right.stands()) {
                        send(stored);
                    }
                }
            }
            end();
        } catch (IOException | IllegalStateException e) {
            // The reader has gone, or the container has ended the stream: nothing is left to do.
            LOG.atDebug().addKeyValue("member", right.memberId()).log("Stream ended by its reader");
        } catch (WakeupException | InterruptException e) {
            end();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("member", right.memberId())
                    .addKeyValue("error", e.toString())
                    .log("Stream broken off");
            end();
        }
    }

    /** Ends the stream; may be called from any thread, more than once. */
    void stop() {
        stopped = true;
        consumer.wakeup();
    }

    private void end() {
        try {
            emitter.complete();
        } catch (IllegalStateException e) {
            // The server has let go of the answer already.
            LOG.atDebug().addKeyValue("member", right.memberId()).log("Stream had ended before");
        }
    }

    private void send(ConsumerRecord<byte[], byte[]> stored) throws IOException {
        cursor = cursor.after(stored.partition(), stored.offset());
        var entry = InboxEntry.read(stored, deserializer);
        if (entry.isPresent()) {
            emitter.send(SseEmitter.event()
                    .id(cursor.written())
                    .name(entry.get().type())
                    .data(InboxJson.of(entry.get().contract()).toString(), JSON_TEXT));
        }
    }
}
