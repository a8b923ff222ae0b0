package uk.tocsin.partnerfanout.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.ReferralDecision;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.position.DeliveryProgress;

/** One subscription in simulated time: an inbox, an endpoint that does as it is told, and what is written down. */
public final class Journey implements DeliveryLine.Owner, DeliveryRules {

    static final DeliveryLimits LIMITS = new DeliveryLimits(
            4,
            50,
            1_000,
            3,
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1), Duration.ofDays(3)),
            Duration.ofSeconds(2));

    public static final Subscription SUBSCRIPTION = Subscription.newBuilder()
            .setSubscriptionId("dover-example")
            .setMemberId("dover")
            .setEndpoint("https://alerts.example/")
            .setSealedSecret("v1:")
            .setState(SubscriptionState.ACTIVE)
            .setCreatedAt(Examples.TIME)
            .build();

    public final SimulatedTime time = new SimulatedTime();
    final List<DeliveryEvent> written = new ArrayList<>();
    final List<InboxRecord> deadLetters = new ArrayList<>();
    final List<String> suspensions = new ArrayList<>();
    /** Incident and number of each record that the endpoint took, in the order in which it took them. */
    public final List<String> taken = new ArrayList<>();

    final List<String> tried = new ArrayList<>();
    public Function<InboxRecord, Answer> endpoint = record -> ok();
    Duration latency = Duration.ofMillis(50);
    boolean logWrites = true;
    boolean deadLettersWrite = true;
    boolean mayBeTold = true;
    /** Why a record is withheld, or empty. */
    Function<InboxRecord, Optional<String>> filter = record -> Optional.empty();

    int mostInFlight;
    /** How often a part of the inbox was read for the line. */
    int reads;

    public final DeliveryLine line;

    private final List<InboxRecord> inbox = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    public Journey() {
        this(new DeliveryProgress(0));
    }

    Journey(DeliveryProgress progress) {
        var random = new Random(7);
        line = new DeliveryLine(
                SUBSCRIPTION,
                progress,
                Overtaken.NOTHING,
                LIMITS,
                new MemberPace(1_000, 100_000, time),
                (subscription, record) -> send(record),
                log(),
                time,
                random::nextDouble,
                this,
                this);
    }

    public static Answer ok() {
        return new Answer.Status(200, null, "");
    }

    public static Answer status(int status) {
        return new Answer.Status(status, null, "");
    }

    public static Answer down() {
        return new Answer.None(Answer.Fault.NETWORK, "no answer: connection refused");
    }

    /** Events of incidents arrive in the inbox, and are handed over as far as there is room. */
    Journey arrive(String... incidents) {
        for (String incident : incidents) {
            int number = numbers.merge(incident, 1, Integer::sum);
            inbox.add(record(inbox.size(), incident, response(incident, number)));
        }
        feed();
        return this;
    }

    /** Bytes that are no contract arrive. */
    Journey arriveNoise(String incident) {
        inbox.add(record(inbox.size(), incident, null));
        feed();
        return this;
    }

    public static InboxRecord record(long offset, String incident, @Nullable ReferralResponse contract) {
        var stored = new ConsumerRecord<byte[], byte[]>(
                "tocsin.partner.dover.inbox", 0, offset, incident.getBytes(UTF_8), new byte[] {1, 2, 3});
        return new InboxRecord(stored, contract, contract == null ? "its bytes are no contract" : "");
    }

    public static ReferralResponse response(String incident, int number) {
        return ReferralResponse.newBuilder()
                .setResponseId(new UUID(incident.hashCode(), number))
                .setReferralEventId(new UUID(1, number))
                .setIncidentId("canterbury." + incident)
                .setPublisher("canterbury")
                .setRevision(number)
                .setDecision(ReferralDecision.ACCEPTED)
                .setRespondedBy("ncsc")
                .setRespondedAt(Examples.TIME)
                .build();
    }

    /** What whoever runs the line does: read on from where it is, as far as there is room. */
    private void feed() {
        int room = line.room();
        int from = (int) line.nextRead();
        if (room > 0 && from < inbox.size()) {
            reads++;
            int to = Math.min(inbox.size(), from + room);
            line.accept(List.copyOf(inbox.subList(from, to)), from, to);
            // As whoever runs it does: until it has all, or room for no more.
            feed();
        }
    }

    private CompletionStage<Answer> send(InboxRecord record) {
        var answer = new CompletableFuture<Answer>();
        mostInFlight = Math.max(mostInFlight, line.inFlight());
        tried.add(name(record));
        time.after(latency, () -> {
            Answer given = endpoint.apply(record);
            if (given instanceof Answer.Status status && status.status() == 200) {
                taken.add(name(record));
            }
            answer.complete(given);
        });
        return answer;
    }

    public static String name(InboxRecord record) {
        return record.contract() instanceof ReferralResponse response
                ? record.lane() + response.getRevision()
                : record.lane() + "?";
    }

    private DeliveryLog log() {
        return new DeliveryLog() {
            @Override
            public CompletionStage<?> write(DeliveryEvent event) {
                if (!logWrites) {
                    return CompletableFuture.failedFuture(new IllegalStateException("the broker does not answer"));
                }
                written.add(event);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletionStage<?> giveUp(InboxRecord record, DeliveryEvent event) {
                if (!deadLettersWrite) {
                    return CompletableFuture.failedFuture(new IllegalStateException("the broker does not answer"));
                }
                deadLetters.add(record);
                return write(event);
            }
        };
    }

    public Journey pass(Duration duration) {
        time.pass(duration);
        return this;
    }

    List<DeliveryResult> outcomes() {
        return written.stream().map(DeliveryEvent::getOutcome).toList();
    }

    Instant now() {
        return time.now();
    }

    /** Numbers of one incident, in the order in which they were taken. */
    List<Integer> takenOf(String incident) {
        return taken.stream()
                .filter(name -> name.startsWith(incident))
                .map(name -> Integer.parseInt(name.substring(incident.length())))
                .toList();
    }

    List<String> inOrder(String incident, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> incident + number)
                .toList();
    }

    @Override
    public boolean mayBeTold(Subscription subscription) {
        return mayBeTold;
    }

    @Override
    public Subscription present(Subscription subscription) {
        return subscription;
    }

    @Override
    public Optional<String> withheld(Subscription subscription, InboxRecord record) {
        return filter.apply(record);
    }

    @Override
    public void moved(DeliveryLine moved) {
        feed();
    }

    @Override
    public void suspended(DeliveryLine suspended, String reason) {
        suspensions.add(reason);
    }
}
