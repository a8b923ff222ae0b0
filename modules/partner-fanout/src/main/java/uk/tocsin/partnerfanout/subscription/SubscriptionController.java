package uk.tocsin.partnerfanout.subscription;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.partnerfanout.position.Positions;
import uk.tocsin.partnerfanout.problem.Problems;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.All;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.Granted;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.Standing;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.Wish;

/** A partner says where its alerts are to be sent, and of what it wants to be told. */
@RestController
@PreAuthorize("hasRole('PARTNER')")
class SubscriptionController {

    private static final String ONE = "/v1/subscriptions/{subscriptionId}";

    private final SubscriptionRegister register;
    private final SubscriptionChanges changes;
    private final Positions positions;
    private final int maxPerMember;

    SubscriptionController(
            SubscriptionRegister register, SubscriptionChanges changes, Positions positions, int maxPerMember) {
        this.register = register;
        this.changes = changes;
        this.positions = positions;
        this.maxPerMember = maxPerMember;
    }

    /**
     * Subscribes. Deliveries begin with what comes into the inbox from now on; to an email address once somebody who reads it
     * has given the code that is sent there.
     */
    @PostMapping(path = "/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    public Granted subscribe(@AuthenticationPrincipal Reader reader, @RequestBody Wish wish)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (register.ofMember(reader.memberId()).size() >= maxPerMember) {
            throw Problems.of(
                    HttpStatus.CONFLICT, "This member has " + maxPerMember + " subscriptions, and may have no more.");
        }
        SubscriptionChanges.Made made = changes.made(register.draft(reader.memberId()), wish);
        return Granted.of(register.enter(made.subscription()), made.secret());
    }

    /** The member's subscriptions, the oldest first. */
    @GetMapping(path = "/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
    public All all(@AuthenticationPrincipal Reader reader) {
        return new All(register.ofMember(reader.memberId()).stream()
                .map(this::standing)
                .toList());
    }

    /** Shows one, whatever its state; never its secret. */
    @GetMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing get(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id) {
        return standing(register.find(reader.memberId(), id));
    }

    /**
     * Changes the filter, and the endpoint and what is wanted after a pause unless these are left out. What is not yet delivered
     * goes there too, and is held against the new filter; the secret stays. One that was suspended goes on.
     */
    @PutMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing change(
            @AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id, @RequestBody Wish wish)
            throws InterruptedException, ExecutionException, TimeoutException {
        return standing(register.enter(changes.changed(register.find(reader.memberId(), id), wish)));
    }

    /** Takes the code that was sent to an email address. What has come into the inbox meanwhile is delivered then. */
    @PostMapping(path = ONE + "/confirm", produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing confirm(
            @AuthenticationPrincipal Reader reader,
            @PathVariable("subscriptionId") String id,
            @RequestBody SubscriptionJson.Code code)
            throws InterruptedException, ExecutionException, TimeoutException {
        return standing(register.enter(changes.confirmed(register.find(reader.memberId(), id), code.code())));
    }

    /** Stops deliveries. What comes meanwhile stays in the inbox. */
    @PostMapping(path = ONE + "/pause", produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing pause(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        return standing(enter(register.confirmed(reader.memberId(), id), SubscriptionState.PAUSED));
    }

    /** Goes on where deliveries were paused or suspended. */
    @PostMapping(path = ONE + "/resume", produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing resume(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        Subscription before = register.confirmed(reader.memberId(), id);
        if (before.getState() == SubscriptionState.ACTIVE) {
            return standing(before);
        }
        return standing(register.enter(changes.resumed(before)));
    }

    /** Makes a new secret. For a while messages bear the signatures of both, so that no receiver need hurry. */
    @PostMapping(path = ONE + "/secret", produces = MediaType.APPLICATION_JSON_VALUE)
    public Granted rotate(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        SubscriptionChanges.Made rotated = changes.rotated(register.find(reader.memberId(), id));
        return Granted.of(register.enter(rotated.subscription()), rotated.secret());
    }

    /** Ends it. What is not delivered by then stays in the inbox. */
    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        var unused = enter(register.find(reader.memberId(), id), SubscriptionState.DELETED);
    }

    private Subscription enter(Subscription before, SubscriptionState state)
            throws InterruptedException, ExecutionException, TimeoutException {
        return register.enter(
                Subscription.newBuilder(before).setState(state).setReason(null).build());
    }

    private Standing standing(Subscription subscription) {
        return Standing.of(subscription, positions.backlog(subscription).orElse(null));
    }
}
