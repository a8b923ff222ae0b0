package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import uk.tocsin.partnerfanout.endpoint.WebhookProperties;

/**
 * What all subscriptions of one member may do together, so that one with many, or a flood to one, leaves the others their
 * part: so many events are out at once, and so many attempts begin in a second. Lines that may not send wait for each other
 * in turn. For the thread of deliveries only.
 */
public final class MemberPace {

    private static final double NANOS = 1e9;

    private static final long LEAST_WAIT = 1_000_000;

    private final int mostInFlight;
    private final int mostPerSecond;
    private final DeliveryTimer timer;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private Instant counted;
    private double allowed;
    private int inFlight;
    private boolean timed;

    /**
     * A pace at which nothing was sent for a while.
     *
     * @param mostPerSecond attempts on average; as many may begin at once after a while of silence
     */
    public MemberPace(int mostInFlight, int mostPerSecond, DeliveryTimer timer) {
        this.mostInFlight = mostInFlight;
        this.mostPerSecond = mostPerSecond;
        this.timer = timer;
        this.counted = timer.now();
        this.allowed = mostPerSecond;
    }

    /** As it is set for this process. */
    public static MemberPace of(WebhookProperties properties, DeliveryTimer timer) {
        return new MemberPace(properties.maxInFlightPerMember(), properties.maxRatePerMember(), timer);
    }

    /**
     * Whether one more attempt may begin; if so it counts until it ends.
     *
     * @param again run when it may be worth while to ask again
     */
    boolean begin(Runnable again) {
        count();
        if (inFlight < mostInFlight && allowed >= 1) {
            inFlight++;
            allowed--;
            return true;
        }
        waiting.add(again);
        expect();
        return false;
    }

    /** What has begun is answered. */
    void end() {
        inFlight--;
        wake();
    }

    /** What has begun sent nothing. */
    void unused() {
        allowed++;
        end();
    }

    private void due() {
        timed = false;
        wake();
    }

    private void wake() {
        count();
        for (Runnable line : List.copyOf(waiting)) {
            if (inFlight >= mostInFlight || allowed < 1) {
                break;
            }
            waiting.remove(line);
            line.run();
        }
        if (!waiting.isEmpty()) {
            expect();
        }
    }

    /** Wakes who waits when there will be one more, unless that is when something ends. */
    private void expect() {
        if (allowed < 1 && !timed) {
            timed = true;
            long nanos = (long) Math.ceil((1 - allowed) * NANOS / mostPerSecond);
            timer.after(Duration.ofNanos(Math.max(nanos, LEAST_WAIT)), this::due);
        }
    }

    private void count() {
        Instant now = timer.now();
        Duration passed = Duration.between(counted, now);
        if (!passed.isNegative()) {
            allowed = Math.min(mostPerSecond, allowed + passed.toNanos() / NANOS * mostPerSecond);
        }
        counted = now;
    }
}
