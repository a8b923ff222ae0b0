package uk.tocsin.kafka.topics;

import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import uk.tocsin.contracts.Contracts;
import uk.tocsin.kafka.registry.Compatibility;
import uk.tocsin.kafka.registry.PortableSchema;
import uk.tocsin.kafka.registry.SchemaRegistryClient;

/**
 * Creates the topics and registers the contracts before anything reads or writes. Doing it again changes nothing, so
 * that every process may do it at every start.
 */
public final class TopicProvisioner implements SmartLifecycle {

    /** Before everything that reads. */
    public static final int PHASE = -1_000;

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

    private final KafkaAdmin admin;
    private final SchemaRegistryClient registry;
    private final TopicPlan plan;
    private final boolean enabled;
    private volatile boolean running;

    /** With {@code enabled} false every method does nothing: somebody else creates the topics. */
    public TopicProvisioner(KafkaAdmin admin, SchemaRegistryClient registry, TopicPlan plan, boolean enabled) {
        this.admin = admin;
        this.registry = registry;
        this.plan = plan;
        this.enabled = enabled;
    }

    /** Creates the topics that do not belong to one member, and registers every contract. */
    public void provisionHub() {
        create(plan.hub().toArray(NewTopic[]::new));
        if (enabled) {
            Contracts.RECORDS.forEach(this::register);
        }
    }

    /**
     * Creates both council topics and the inbox of a member. Call it before the member is entered into the directory:
     * from then on events are sent to its inbox.
     *
     * @throws IllegalArgumentException when the id does not have the form of a member id
     * @throws org.apache.kafka.common.KafkaException when the broker refuses or does not answer
     */
    public void provisionMember(String memberId) {
        create(plan.member(memberId).toArray(NewTopic[]::new));
    }

    /** Creates the ledger of a projection. */
    public void provisionLedger(String projection) {
        create(plan.ledger(projection));
    }

    private void create(NewTopic... topics) {
        if (enabled) {
            admin.createOrModifyTopics(topics);
            LOG.atDebug().addKeyValue("topicCount", topics.length).log("Topics are in place");
        }
    }

    private void register(Class<?> contract) {
        var schema = SpecificData.get().getSchema(contract);
        registry.register(schema.getFullName(), PortableSchema.of(schema));
        registry.setCompatibility(schema.getFullName(), Compatibility.FULL_TRANSITIVE);
    }

    @Override
    public void start() {
        provisionHub();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
