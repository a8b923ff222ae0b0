package uk.tocsin.partnerfanout.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerLoopTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<MockConsumer<byte[], byte[]>> opened = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;
    private final ConsumerLoop loop = new ConsumerLoop("test-loop", SOON, this::open, new Steps());

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
    }

    /** A failure that was not Kafka's ended the thread of the follower without a word, and with it all webhooks. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void workThatFailsBeginsAnewWithAnotherConsumer(boolean ofKafka) {
        failure = ofKafka ? new KafkaException("example") : new IllegalStateException("example");
        loop.start();

        await().atMost(SOON).until(() -> begun.get() == 2 && steps.get() > 2);
        assertThat(failures).hasValue(1);
        assertThat(opened).hasSize(2);
        assertThat(opened.get(0).closed()).isTrue();
    }

    @Test
    void endIsWaitedForAndLeavesNoConsumerOpen() throws Exception {
        loop.start();
        await().atMost(SOON).until(() -> steps.get() > 0);

        loop.stop();

        assertThat(ends).hasValue(1);
        assertThat(opened).hasSize(1).allMatch(MockConsumer::closed);
    }

    @Test
    void whatHasEndedCanBeginAgain() throws Exception {
        loop.start();
        await().atMost(SOON).until(() -> steps.get() > 0);
        loop.stop();
        loop.start();

        await().atMost(SOON).until(() -> begun.get() == 2);
    }

    private Consumer<byte[], byte[]> open() {
        var consumer = new MockConsumer<byte[], byte[]>("none");
        opened.add(consumer);
        return consumer;
    }

    private final class Steps implements ConsumerLoop.Work {

        @Override
        public void begin(Consumer<byte[], byte[]> open) {
            begun.incrementAndGet();
        }

        @Override
        public void step(Consumer<byte[], byte[]> open) {
            steps.incrementAndGet();
            RuntimeException now = failure;
            failure = null;
            if (now != null) {
                throw now;
            }
        }

        @Override
        public void failed() {
            failures.incrementAndGet();
        }

        @Override
        public void ended() {
            ends.incrementAndGet();
        }
    }
}
