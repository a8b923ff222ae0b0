package uk.tocsin.publicfeed.email;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals anew what a former key of the settings sealed, so that it can be dropped. Residents' own keys stay the same, and so does
 * what they sealed: nothing but their few bytes on the topic of keys is written again. A process that is ended meanwhile
 * has done a part, and goes on with the rest.
 */
final class KeyRenewal {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRenewal.class);

    private final ResidentFold fold;
    private final Vault vault;
    private final Residents residents;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();

    KeyRenewal(ResidentFold fold, Vault vault, Residents residents, MeterRegistry meters) {
        this.fold = fold;
        this.vault = vault;
        this.residents = residents;
        Gauge.builder("tocsin.public.email.former.keys", left, AtomicInteger::get)
                .description("residents whose key is sealed under a former key of the settings")
                .register(meters);
        Gauge.builder("tocsin.public.email.unreadable.keys", unreadable, AtomicInteger::get)
                .description("residents whose key no key of the settings opens")
                .register(meters);
    }

    /**
     * Does it for everyone who is there.
     *
     * @throws org.apache.kafka.common.KafkaException when one could not be written; running it again goes on
     */
    void run() {
        List<Runnable> writes = new ArrayList<>();
        int failed = 0;
        for (Map.Entry<UUID, byte[]> key : fold.sealedKeys().entrySet()) {
            try {
                vault.renewed(key.getKey(), key.getValue())
                        .ifPresent(anew -> writes.add(() -> residents.renew(key.getKey(), key.getValue(), anew)));
            } catch (IllegalArgumentException e) {
                failed++;
            }
        }
        unreadable.set(failed);
        left.set(writes.size());
        writes.forEach(write -> {
            write.run();
            left.decrementAndGet();
        });
        if (!writes.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("renewed", writes.size())
                    .log("Residents' keys were sealed anew under the current key of the settings");
        }
    }
}
