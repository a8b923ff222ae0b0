package uk.tocsin.publicfeed.email;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;
import uk.tocsin.contracts.ResidentRecord;
import uk.tocsin.contracts.Topics;

/**
 * Enters residents into the topics and takes them out. What is written is known here at once, and to other processes as soon as
 * they have read it. One change at a time, as what is entered depends on who is there.
 */
final class Residents {

    /** Names nobody. Writing it closes the segment of the log before it, which is compacted only once it is closed. */
    private static final String NOBODY = "nobody";

    private final ResidentFold fold;
    private final Vault vault;
    private final KafkaOperations<String, byte[]> kafka;
    private final Serializer<SpecificRecord> contracts;
    private final PublicEmailProperties properties;
    private final Clock clock;
    private Set<UUID> leftBefore = Set.of();

    Residents(
            ResidentFold fold,
            Vault vault,
            KafkaOperations<String, byte[]> kafka,
            Serializer<SpecificRecord> contracts,
            PublicEmailProperties properties,
            Clock clock) {
        this.fold = fold;
        this.vault = vault;
        this.kafka = kafka;
        this.contracts = contracts;
        this.properties = properties;
        this.clock = clock;
    }

    /** What came of following a link. */
    enum Outcome {
        /** It is as the link says, from now on or since it was followed before. */
        SUBSCRIBED,
        /** The link has been used, or what it began has been ended. */
        USED,
        /** There is room for no more addresses. */
        FULL
    }

    /** Whether another address would be one too many. */
    boolean isFull() {
        return fold.size() >= properties.maxResidents();
    }

    /**
     * Enters who has proved an address, or changes what is wanted for it. The same link a second time changes nothing.
     *
     * @throws org.apache.kafka.common.KafkaException when it could not be written; following the link again does it
     */
    synchronized Outcome confirm(Request request) {
        if (fold.isEnded(request.requestId())) {
            return Outcome.USED;
        }
        if (fold.find(request.requestId()).isPresent()) {
            return Outcome.SUBSCRIBED;
        }
        Instant now = clock.instant();
        List<UUID> known = fold.having(request.address());
        if (!known.isEmpty()) {
            fold.find(known.get(0)).ifPresent(subscription -> write(subscription.wanting(request.wish(), now)));
            // The link is used: nobody may set the wish back with it, or begin again after an end.
            takeBack(request.requestId());
            return Outcome.SUBSCRIBED;
        }
        if (isFull()) {
            return Outcome.FULL;
        }
        write(new Subscription(
                request.requestId(), request.address(), List.of(new Subscription.Since(now, request.wish()))));
        return Outcome.SUBSCRIBED;
    }

    /** Ends a subscription, and every other of the same address. Ending it again changes nothing. */
    synchronized void end(UUID residentId) {
        Set<UUID> all = new HashSet<>(Set.of(residentId));
        fold.find(residentId).ifPresent(subscription -> all.addAll(fold.having(subscription.address())));
        all.stream().filter(each -> !fold.isEnded(each)).forEach(this::takeBack);
    }

    /**
     * Closes the segments of both topics, so that what was taken back is soon compacted away although nobody else comes or goes,
     * and takes back what a process that died has left.
     */
    synchronized void sweep() {
        Set<UUID> left = new HashSet<>(fold.withoutKey());
        left.addAll(fold.endedWithKey());
        left.stream().filter(leftBefore::contains).forEach(this::takeBack);
        leftBefore = left;
        send(Topics.RESIDENT_KEYS, NOBODY, null);
        send(Topics.RESIDENT_SUBSCRIPTIONS, NOBODY, null);
    }

    /**
     * Writes a resident's key as it is sealed now, unless another has been written meanwhile or the resident has gone.
     *
     * @param before the key as it was sealed
     * @throws org.apache.kafka.common.KafkaException when it could not be written
     */
    synchronized void renew(UUID residentId, byte[] before, byte[] after) {
        if (Arrays.equals(before, fold.sealedKey(residentId))) {
            send(Topics.RESIDENT_KEYS, residentId.toString(), record(residentId, after));
            fold.key(residentId, after);
        }
    }

    /** The key first: a subscription without its key is nothing. */
    private void takeBack(UUID residentId) {
        send(Topics.RESIDENT_KEYS, residentId.toString(), null);
        fold.key(residentId, null);
        send(Topics.RESIDENT_SUBSCRIPTIONS, residentId.toString(), null);
    }

    private void write(Subscription subscription) {
        UUID residentId = subscription.residentId();
        byte[] key = fold.sealedKey(residentId);
        if (key == null) {
            key = vault.newKey(residentId);
            send(Topics.RESIDENT_KEYS, residentId.toString(), record(residentId, key));
            fold.key(residentId, key);
        }
        byte[] sealed = vault.close(subscription, key);
        send(Topics.RESIDENT_SUBSCRIPTIONS, residentId.toString(), record(residentId, sealed));
        fold.subscription(residentId, sealed);
    }

    private static ResidentRecord record(UUID residentId, byte[] sealed) {
        return ResidentRecord.newBuilder()
                .setResidentId(residentId)
                .setSealed(ByteBuffer.wrap(sealed))
                .build();
    }

    private void send(String topic, String key, @Nullable ResidentRecord record) {
        byte[] value = record == null ? null : contracts.serialize(topic, record);
        try {
            kafka.send(new ProducerRecord<>(topic, 0, key, value))
                    .get(properties.writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new org.apache.kafka.common.KafkaException("a record of a resident could not be written", e);
        }
    }
}
