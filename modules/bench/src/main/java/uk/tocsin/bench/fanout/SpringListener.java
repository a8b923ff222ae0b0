package uk.tocsin.bench.fanout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerAlert;

/**
 * The same as Spring Kafka's documentation shows it: a batch listener whose container begins a transaction for each poll,
 * and a template that serializes and sends each record; everything else as it comes.
 */
@EnableKafka
@Configuration(proxyBeanMethods = false)
class SpringListener {

    private final Assignment assignment;

    SpringListener(Assignment assignment) {
        this.assignment = assignment;
    }

    /** Runs it until the input ends. */
    public static void main(String[] arguments) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(Assignment.class, () -> Assignment.of(arguments));
            context.register(SpringListener.class);
            context.refresh();
            UntilEndOfInput.await();
        }
    }

    @Bean
    Codec codec() {
        return new Codec(assignment.registry(), Cast.circle(assignment.targets().size()));
    }

    @Bean
    ConsumerFactory<String, byte[]> consumerFactory() {
        return new DefaultKafkaConsumerFactory<>(
                Map.of(
                        "bootstrap.servers", assignment.broker(),
                        "group.id", assignment.group(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Bean
    ProducerFactory<String, PartnerAlert> producerFactory(Codec codec) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", assignment.broker(), "acks", "all"));
        DefaultKafkaProducerFactory<String, PartnerAlert> factory = new DefaultKafkaProducerFactory<>(
                settings, new StringSerializer(), (topic, alert) -> codec.serializer.serialize(topic, alert));
        factory.setTransactionIdPrefix(assignment.group() + "-");
        return factory;
    }

    @Bean
    KafkaTransactionManager<String, PartnerAlert> transactionManager(ProducerFactory<String, PartnerAlert> producers) {
        return new KafkaTransactionManager<>(producers);
    }

    @Bean
    KafkaTemplate<String, PartnerAlert> template(ProducerFactory<String, PartnerAlert> producers) {
        return new KafkaTemplate<>(producers);
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory(
            ConsumerFactory<String, byte[]> consumers, KafkaTransactionManager<String, PartnerAlert> transactions) {
        ConcurrentKafkaListenerContainerFactory<String, byte[]> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.getContainerProperties().setKafkaAwareTransactionManager(transactions);
        return factory;
    }

    @Bean
    Listener listener(Codec codec, KafkaTemplate<String, PartnerAlert> template) {
        return new Listener(codec, template, assignment);
    }

    /** What a user of Spring Kafka writes. */
    static final class Listener {

        private final Codec codec;
        private final KafkaTemplate<String, PartnerAlert> template;
        private final Assignment assignment;

        Listener(Codec codec, KafkaTemplate<String, PartnerAlert> template, Assignment assignment) {
            this.codec = codec;
            this.template = template;
            this.assignment = assignment;
        }

        /** The topics that it listens to. */
        public String[] sources() {
            return assignment.sources().toArray(String[]::new);
        }

        /** Sends each event of a poll to every target; the container commits. */
        @KafkaListener(topics = "#{__listener.sources()}")
        @SuppressWarnings("FutureReturnValueIgnored")
        public void listen(List<ConsumerRecord<String, byte[]>> poll) {
            for (ConsumerRecord<String, byte[]> record : poll) {
                IncidentEvent event = codec.event(record);
                PartnerAlert alert = codec.alert(event);
                Headers headers = codec.records
                        .record(record.topic(), event.getIncidentId(), alert, record.headers())
                        .headers();
                for (String target : assignment.targets()) {
                    template.send(new ProducerRecord<>(target, null, event.getIncidentId(), alert, headers));
                }
            }
        }
    }
}
