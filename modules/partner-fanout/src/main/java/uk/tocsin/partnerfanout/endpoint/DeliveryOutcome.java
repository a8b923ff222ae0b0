package uk.tocsin.partnerfanout.endpoint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.DeliveryResult;

/** What one attempt means for what happens next: the table in docs/delivery.md, as a function. */
public sealed interface DeliveryOutcome {

    /** The endpoint has it. */
    record Delivered() implements DeliveryOutcome {}

    /**
     * Try again.
     *
     * @param asked how long the endpoint asked to be left alone, or null when it did not ask
     */
    record Retry(@Nullable Duration asked, String reason) implements DeliveryOutcome {}

    /** It will never be taken: it becomes a dead letter, and what stands behind it goes on. */
    record GiveUp(String reason) implements DeliveryOutcome {}

    /** The endpoint wants nothing any more: the subscription stops, and keeps this and what comes. */
    record Suspend(String reason) implements DeliveryOutcome {}

    /** The word for it on the topic of deliveries. */
    default DeliveryResult result() {
        if (this instanceof Delivered) {
            return DeliveryResult.DELIVERED;
        }
        if (this instanceof GiveUp) {
            return DeliveryResult.DEAD_LETTER;
        }
        return this instanceof Suspend ? DeliveryResult.SUSPENDED : DeliveryResult.WILL_RETRY;
    }

    /** Why it was not taken, in one sentence; empty when it was. */
    default Optional<String> why() {
        if (this instanceof Retry retry) {
            return Optional.of(retry.reason());
        }
        if (this instanceof GiveUp giveUp) {
            return Optional.of(giveUp.reason());
        }
        return this instanceof Suspend suspend ? Optional.of(suspend.reason()) : Optional.empty();
    }

    /** The same, but what would be tried again is given up once it has been tried for {@code limit}. */
    default DeliveryOutcome within(Duration limit, Instant first, Instant now) {
        boolean over = Duration.between(first, now).compareTo(limit) >= 0;
        return over && this instanceof Retry retry ? new GiveUp("not taken in " + limit + ": " + retry.reason()) : this;
    }

    /** More digits are no time that anybody would wait. */
    Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /**
     * Decides by the answer.
     *
     * @param now against which a date in {@code Retry-After} is held
     */
    static DeliveryOutcome of(Answer answer, Instant now) {
        if (answer instanceof Answer.Status status) {
            return of(status, now);
        }
        if (answer instanceof Answer.Mail mail) {
            return of(mail);
        }
        return new Retry(null, ((Answer.None) answer).detail());
    }

    private static DeliveryOutcome of(Answer.Mail answer) {
        String reason = "the mail server answered " + answer.reply();
        if (answer.reply() >= 200 && answer.reply() <= 299) {
            return new Delivered();
        }
        return answer.reply() >= 500 ? new GiveUp(reason) : new Retry(null, reason);
    }

    private static DeliveryOutcome of(Answer.Status answer, Instant now) {
        int status = answer.status();
        String reason = "the endpoint answered " + status;
        if (status >= 200 && status <= 299) {
            return new Delivered();
        }
        if (status == 410) {
            return new Suspend(reason + ": it wants nothing any more");
        }
        if (status == 408 || status == 425 || status == 429) {
            return new Retry(retryAfter(answer.retryAfter(), now), reason);
        }
        if (status >= 400 && status <= 499) {
            return new GiveUp(reason);
        }
        if (status >= 300 && status <= 399) {
            return new Retry(null, reason + ": redirects are not followed");
        }
        return new Retry(retryAfter(answer.retryAfter(), now), reason);
    }

    /** Seconds or a date, as RFC 9110 has it; null for anything else and for what is past. */
    private static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        Duration wait = SECONDS.matcher(header.strip()).matches()
                ? Duration.ofSeconds(Long.parseLong(header.strip()))
                : untilDate(header.strip(), now);
        return wait.isNegative() || wait.isZero() ? null : wait;
    }

    private static Duration untilDate(String date, Instant now) {
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
