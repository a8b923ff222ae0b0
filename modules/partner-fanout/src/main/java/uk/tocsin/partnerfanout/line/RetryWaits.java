package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.time.Instant;
import uk.tocsin.partnerfanout.endpoint.DeliveryOutcome;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Lane;

/** The waits between attempts: of a lane by itself, or of the endpoint as a whole while it is taken for down. */
final class RetryWaits {

    private final EndpointPace pace;
    private final DeliveryLanes lanes;
    private final DeliveryTimer timer;
    private final Runnable pump;

    /**
     * Waits of one line.
     *
     * @param pump sends what is ready
     */
    RetryWaits(EndpointPace pace, DeliveryLanes lanes, DeliveryTimer timer, Runnable pump) {
        this.pace = pace;
        this.lanes = lanes;
        this.timer = timer;
        this.pump = pump;
    }

    /** When a failed event is tried again. An endpoint that is down, or asked for it, is left alone as a whole until then. */
    Instant again(int attempts, DeliveryOutcome.Retry retry) {
        Instant again = timer.now().plus(pace.delay(attempts, retry.asked()));
        if ((pace.isDown() || retry.asked() != null) && pace.quiet(again)) {
            timer.after(Duration.between(timer.now(), again), pump);
        }
        return again;
    }

    /** The first of a lane is tried again at that time, once what became of it is written down. */
    void await(Lane lane, Instant until) {
        lanes.await(lane);
        if (pace.isDown()) {
            // The endpoint waits as a whole: the lane is ready for the next probe, before those not yet tried.
            wake(lane, true);
        } else {
            Duration wait = Duration.between(timer.now(), until);
            timer.after(wait.isNegative() ? Duration.ZERO : wait, () -> wake(lane, false));
        }
    }

    /** Nobody waits any more. */
    void endAll() {
        lanes.wakeAll();
        pump.run();
    }

    private void wake(Lane lane, boolean first) {
        if (lanes.wake(lane, first)) {
            pump.run();
        }
    }
}
