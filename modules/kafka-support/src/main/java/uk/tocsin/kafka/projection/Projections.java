package uk.tocsin.kafka.projection;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.event.ConcurrentContainerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicProvisioner;

/** Makes the containers in which projections run, exactly once. */
public final class Projections implements ApplicationListener<KafkaEvent>, DisposableBean {

    private static final long RETRY_MILLIS = 5;

    private static final String COMPRESSION = "lz4";

    private static final int BATCH_BYTES = 128 * 1024;

    /**
     * How long a batch waits to be filled. A commit waits for none: it sends what there is, and before it nobody sees anything.
     * Kafka's usual 5 ms made batches of a dozen records, each of which costs as much to begin and to end as a full one.
     */
    private static final int LINGER_MILLIS = 50;

    /**
     * A consumer hands out all that was fetched of one partition before it turns to the next: of a council that publishes as
     * much as it can, this much goes before what another has to say. It is a full poll of events of 1 KiB.
     */
    private static final int FETCH_BYTES = 512 * 1024;

    /** An inbox that receives sets one batch aside: those of 400 must fit. */
    private static final long BUFFER_BYTES = 64L * 1024 * 1024;

    private static final long RESTART_SECONDS = 1;

    /** Three may be lost without harm, and each tells of a change in the group. */
    private static final int HEARTBEATS_IN_A_SESSION = 4;

    /** How soon a change of the directory is noticed while nothing is published. */
    private static final long IDLE_MILLIS = 500;

    private final ProjectionSettings settings;
    private final TopicProvisioner topics;
    private final Supplier<Directory> directory;
    private final ContractDeserializer deserializer;
    private final RecordFactory records;
    private final LogReader reader;
    private final PositionGuard guard;
    private final MeterRegistry meters;
    private final Map<Object, String> groups = new ConcurrentHashMap<>();
    private final Map<Object, DirectoryFollower> followers = new ConcurrentHashMap<>();
    private final Map<String, DefaultKafkaProducerFactory<byte[], byte[]>> producers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Everything that all projections share. */
    public Projections(
            ProjectionSettings settings,
            TopicProvisioner topics,
            Supplier<Directory> directory,
            ContractDeserializer deserializer,
            RecordFactory records,
            LogReader reader,
            PositionGuard guard,
            MeterRegistry meters) {
        this.settings = settings;
        this.topics = topics;
        this.directory = directory;
        this.deserializer = deserializer;
        this.records = records;
        this.reader = reader;
        this.guard = guard;
        this.meters = meters;
    }

    /**
     * The container of a projection, not yet started: declare it as a bean, and it starts once the directory is there and
     * stops with the application.
     *
     * @throws IllegalStateException when the projection has a container already
     */
    public ConcurrentMessageListenerContainer<byte[], byte[]> container(Projection projection) {
        var name = projection.name();
        var producer = producers(name);
        if (producers.putIfAbsent(name, producer) != null) {
            throw new IllegalStateException("projection " + name + " has a container already");
        }
        topics.provisionLedger(name);
        var container = new ConcurrentMessageListenerContainer<byte[], byte[]>(
                new DefaultKafkaConsumerFactory<>(consumerSettings(name)),
                new ContainerProperties(projection.topics()));
        // The container works with a copy of what it was given: everything else is set on that.
        var properties = container.getContainerProperties();
        var ledger = new Ledger(name, reader, deserializer);
        var kafka = new KafkaTemplate<>(producer);
        var outbox = new ProjectionOutbox(name, ledger, records, kafka);
        var counts = new ProjectionMeters(meters, name);
        var transactions = transactional(properties, producer);
        var follower = projection instanceof FollowsDirectory follows
                ? Optional.of(new DirectoryFollower(
                        follows,
                        ledger,
                        directory,
                        reader,
                        deserializer,
                        outbox,
                        kafka,
                        new TransactionTemplate(transactions),
                        counts))
                : Optional.<DirectoryFollower>empty();
        follower.ifPresent(following -> followBetweenPolls(container, following));
        var consumer = new ProjectionConsumer(name, guard, ledger, follower, () -> container.stopAbnormally(() -> {}));
        var retries = new ExponentialBackOff(settings.retryWait().toMillis(), 2);
        retries.setMaxInterval(settings.maxRetryWait().toMillis());
        properties.setGroupId(name);
        properties.setConsumerRebalanceListener(consumer);
        properties.setMessageListener(
                new ProjectionListener(projection, ledger, directory, deserializer, outbox, follower, counts));
        container.setCommonErrorHandler(consumer);
        container.setAfterRollbackProcessor(new RewindToCommitted(retries));
        container.setBeanName(name);
        counts.lagOf(container);
        groups.put(container, name);
        return container;
    }

    private void followBetweenPolls(
            ConcurrentMessageListenerContainer<byte[], byte[]> container, DirectoryFollower follower) {
        var properties = container.getContainerProperties();
        properties.setPollTimeout(IDLE_MILLIS);
        properties.setIdleEventInterval(IDLE_MILLIS);
        properties.setIdleBeforeDataMultiplier(1);
        followers.put(container, follower);
    }

    private static KafkaTransactionManager<byte[], byte[]> transactional(
            ContainerProperties properties, DefaultKafkaProducerFactory<byte[], byte[]> producer) {
        var transactions = new KafkaTransactionManager<>(producer);
        // The ledger is told how the transaction ended.
        transactions.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_ALWAYS);
        properties.setKafkaAwareTransactionManager(transactions);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        // Going on after being fenced would skip the poll that failed.
        properties.setStopContainerWhenFenced(true);
        return transactions;
    }

    private DefaultKafkaProducerFactory<byte[], byte[]> producers(String name) {
        Map<String, Object> config = new HashMap<>(settings.producer());
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // The same words go to many readers in every transaction: large batches of them cost the broker less, and
        // compress.
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        // A transaction that follows closely on another is told to come again while the markers of the first are
        // written,
        // which takes milliseconds: waiting Kafka's usual 100 would be most of the time that an alert takes.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS);
        config.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(settings.transactionTimeout().toMillis()));
        var factory = new DefaultKafkaProducerFactory<byte[], byte[]>(config);
        factory.setTransactionIdPrefix(name + "-" + settings.instanceId() + "-");
        return factory;
    }

    private Map<String, Object> consumerSettings(String name) {
        var session = Math.toIntExact(settings.sessionTimeout().toMillis());
        Map<String, Object> config = new HashMap<>(settings.consumer());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, name);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxPollRecords());
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS_IN_A_SESSION);
        config.put(
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                settings.metadataMaxAge().toMillis());
        // A new council's topics join without a pause for all others.
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return config;
    }

    @Override
    public void onApplicationEvent(KafkaEvent event) {
        if (event instanceof ConcurrentContainerStoppedEvent stopped) {
            stopped(stopped);
        } else if (event instanceof ListenerContainerIdleEvent idle) {
            // Told on the consumer's own thread, which alone may use the consumer.
            var follower = followers.get(idle.getContainer(MessageListenerContainer.class));
            if (follower != null) {
                follower.idle(idle.getConsumer());
            }
        }
    }

    /** Starts a container again that was fenced or that could not check its positions, but never one that lost them. */
    private void stopped(ConcurrentContainerStoppedEvent event) {
        var group = groups.get(event.getSource());
        var again = event.getReason() == Reason.FENCED || event.getReason() == Reason.NO_OFFSET;
        if (group != null
                && again
                && !guard.isLost(group)
                && event.getSource() instanceof ConcurrentMessageListenerContainer<?, ?> container) {
            CompletableFuture.delayedExecutor(RESTART_SECONDS, TimeUnit.SECONDS).execute(() -> restart(container));
        }
    }

    private void restart(ConcurrentMessageListenerContainer<?, ?> container) {
        if (!closed) {
            container.stop();
            container.start();
        }
    }

    @Override
    public void destroy() {
        closed = true;
        producers.values().forEach(DefaultKafkaProducerFactory::destroy);
    }
}
