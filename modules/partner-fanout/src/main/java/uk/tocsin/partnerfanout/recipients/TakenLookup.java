package uk.tocsin.partnerfanout.recipients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Told;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.position.DeliveryProgress;

/**
 * Whether members have taken the last that they were sent: where it stands in the inbox against the committed positions of all
 * ways in which the member is known to take its inbox.
 */
final class TakenLookup {

    private final Admin admin;
    private final SentPlaces places;
    private final GivenUp givenUp;
    private final GroupNames groups;
    private final int maxGroups;
    private final Duration timeout;

    TakenLookup(
            Admin admin,
            SentPlaces places,
            GivenUp givenUp,
            RecipientsProperties properties,
            Duration timeout,
            Clock clock) {
        this.admin = admin;
        this.places = places;
        this.givenUp = givenUp;
        this.groups = new GroupNames(() -> names(admin, timeout), properties.groupsFor(), clock);
        this.maxGroups = properties.maxGroups();
        this.timeout = timeout;
    }

    /** Of each member that was sent something and takes its inbox in a known way, whether it has taken the last of it. */
    Map<String, Taken> of(LedgerEntry entry, Directory directory) {
        List<InboxTaker> takers = InboxTaker.of(entry, directory, groups.current(), maxGroups);
        if (takers.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> where = places.of(entry, members(takers));
        Map<String, Map<Taken.Way, List<DeliveryProgress>>> progress = progress(takers, givenUp(takers, entry, where));
        return progress.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, member -> Taken.of(where.get(member.getKey()), member.getValue())));
    }

    private static Set<String> members(List<InboxTaker> takers) {
        return takers.stream().map(InboxTaker::memberId).collect(Collectors.toSet());
    }

    /** The groups of subscriptions that gave it up, and have not delivered it since. */
    private Set<String> givenUp(List<InboxTaker> takers, LedgerEntry entry, Map<String, Long> where) {
        List<GivenUp.Sent> sent = takers.stream()
                .filter(InboxTaker::isSubscription)
                .flatMap(taker -> Stream.ofNullable(where.get(taker.memberId()))
                        .map(place -> new GivenUp.Sent(taker.group(), taker.inbox(), place)))
                .toList();
        Instant since = entry.getTold().values().stream()
                .map(Told::getSentAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return givenUp.of(sent, since);
    }

    private Map<String, Map<Taken.Way, List<DeliveryProgress>>> progress(List<InboxTaker> takers, Set<String> givenUp) {
        Map<String, Map<Taken.Way, List<DeliveryProgress>>> progress = new HashMap<>();
        Map<String, OffsetAndMetadata> committed = committed(takers);
        for (InboxTaker taker : takers) {
            Optional<DeliveryProgress> come = givenUp.contains(taker.group())
                    ? Optional.of(new DeliveryProgress(0))
                    : progress(taker, committed.get(taker.group()));
            come.ifPresent(known -> progress.computeIfAbsent(taker.memberId(), member -> new EnumMap<>(Taken.Way.class))
                    .merge(taker.way(), List.of(known), TakenLookup::both));
        }
        return progress;
    }

    /** A subscription that has no position yet has taken nothing; of any other group without one nothing is known. */
    private static Optional<DeliveryProgress> progress(InboxTaker taker, @Nullable OffsetAndMetadata position) {
        if (position != null) {
            return Optional.of(DeliveryProgress.of(position.offset(), position.metadata()));
        }
        return taker.isSubscription() ? Optional.of(new DeliveryProgress(0)) : Optional.empty();
    }

    private static List<DeliveryProgress> both(List<DeliveryProgress> some, List<DeliveryProgress> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private Map<String, OffsetAndMetadata> committed(List<InboxTaker> takers) {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = takers.stream()
                .collect(Collectors.toMap(
                        InboxTaker::group,
                        taker -> new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(taker.inbox()))));
        Map<String, OffsetAndMetadata> committed = new HashMap<>();
        try {
            admin.listConsumerGroupOffsets(wanted)
                    .all()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((group, positions) -> positions.values().forEach(position -> {
                        if (position != null) {
                            committed.put(group, position);
                        }
                    }));
            return committed;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the positions of members cannot be read", e);
        }
    }

    /** Only those groups that the hub may see: others the broker leaves out. */
    private static Collection<String> names(Admin admin, Duration timeout) {
        try {
            return admin.listGroups().all().get(timeout.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .map(GroupListing::groupId)
                    .toList();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the groups of members cannot be listed", e);
        }
    }
}
