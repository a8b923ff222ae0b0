package uk.tocsin.replay;

import java.time.Clock;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** History over HTTP. Needs a {@link Clock} from whoever imports it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayProperties.class)
@Import(KafkaSupportConfiguration.class)
public class ReplayConfiguration {

    private static final int PARTITION_BYTES = 256 * 1024;
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    @Bean
    HistoryReader historyReader(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer contracts,
            ReplayProperties properties,
            Clock clock) {
        // Many partitions are read at once: what each may hold in memory is small.
        Properties bounds = new Properties();
        bounds.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        bounds.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        return new HistoryReader(
                () -> consumers.createConsumer(null, "tocsin-replay", null, bounds), contracts, properties, clock);
    }

    @Bean
    HistoryController historyController(
            HistoryReader history, DirectoryView directory, ReplayProperties properties, Clock clock) {
        return new HistoryController(history, directory::current, properties, clock);
    }
}
