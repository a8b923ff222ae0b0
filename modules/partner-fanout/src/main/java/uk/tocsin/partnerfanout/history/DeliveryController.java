package uk.tocsin.partnerfanout.history;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.partnerfanout.inbox.InboxJson;
import uk.tocsin.partnerfanout.problem.Problems;
import uk.tocsin.partnerfanout.subscription.SubscriptionRegister;

/** A partner sees what became of its deliveries, tests its endpoint, and has dead letters sent again. */
@RestController
@PreAuthorize("hasRole('PARTNER')")
class DeliveryController {

    private static final String ONE = "/v1/subscriptions/{subscriptionId}";

    private final SubscriptionRegister register;
    private final DeliveryHistory history;
    private final Redrive redrive;
    private final Ping ping;
    private final int maxItems;

    DeliveryController(
            SubscriptionRegister register, DeliveryHistory history, Redrive redrive, Ping ping, int maxItems) {
        this.register = register;
        this.history = history;
        this.redrive = redrive;
        this.ping = ping;
        this.maxItems = maxItems;
    }

    /**
     * Which dead letters are to be sent again: that of one event, those given up in a range of time, or all.
     *
     * @param from the first moment of the range, RFC 3339; {@code to} is its end, and no longer belongs to it
     */
    record Wanted(
            @Nullable String eventId,
            @Nullable String from,
            @Nullable String to,
            @Nullable Boolean all) {}

    /**
     * What came of it.
     *
     * @param taken how many the endpoint took
     * @param remaining how many of those asked for are still dead letters
     */
    record Redriven(long taken, int remaining, List<DeliveryJson> items) {}

    /**
     * Part of what became of deliveries, the latest first.
     *
     * @param next to be asked for with {@code before}; absent when there is no more
     */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    record Entries(List<DeliveryJson> items, @Nullable String next) {}

    /** What became of each record and attempt, the latest first. */
    @GetMapping(path = ONE + "/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    public Entries deliveries(
            @AuthenticationPrincipal Reader reader,
            @PathVariable("subscriptionId") String id,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "before", required = false) @Nullable Long before) {
        if (limit < 1 || limit > maxItems) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "limit", limit + " (expected: 1 to " + maxItems + ")");
        }
        DeliveryHistory.Page page =
                history.latest(register.find(reader.memberId(), id).getSubscriptionId(), limit, before);
        return new Entries(
                page.entries().stream()
                        .map(entry -> DeliveryJson.of(entry.event()))
                        .toList(),
                page.next() == null ? null : page.next().toString());
    }

    /** Sends a test message now, and says what came of it. */
    @PostMapping(path = ONE + "/ping", produces = MediaType.APPLICATION_JSON_VALUE)
    public DeliveryJson ping(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        return DeliveryJson.of(ping.send(register.confirmed(reader.memberId(), id)));
    }

    /** Sends dead letters again, in the order of the inbox. */
    @PostMapping(path = ONE + "/redrive", produces = MediaType.APPLICATION_JSON_VALUE)
    public Redriven redrive(
            @AuthenticationPrincipal Reader reader,
            @PathVariable("subscriptionId") String id,
            @RequestBody Wanted wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        Subscription subscription = register.find(reader.memberId(), id);
        Predicate<DeliveryEvent> which = which(wanted);
        if (subscription.getState() != SubscriptionState.ACTIVE) {
            throw Problems.of(
                    HttpStatus.CONFLICT,
                    "This subscription is " + InboxJson.written(subscription.getState()) + ". Resume it first.");
        }
        Redrive.Report report = redrive.run(subscription, which);
        return new Redriven(
                report.taken(),
                report.remaining(),
                report.tried().stream().map(DeliveryJson::of).toList());
    }

    private static Predicate<DeliveryEvent> which(Wanted wanted) {
        if (wanted.eventId() != null) {
            try {
                return DeadLetterList.event(UUID.fromString(wanted.eventId()));
            } catch (IllegalArgumentException e) {
                throw Problems.of(HttpStatus.BAD_REQUEST, "eventId", "no UUID");
            }
        }
        if (wanted.from() != null && wanted.to() != null) {
            return DeadLetterList.between(time("from", wanted.from()), time("to", wanted.to()));
        }
        if (Boolean.TRUE.equals(wanted.all())) {
            return event -> true;
        }
        throw Problems.of(
                HttpStatus.BAD_REQUEST, "all", "nothing is asked for (expected: eventId, from and to, or all)");
    }

    private static Instant time(String field, String text) {
        try {
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, field, "no time (expected: RFC 3339, such as 2024-01-19T09:00:00Z)");
        }
    }
}
