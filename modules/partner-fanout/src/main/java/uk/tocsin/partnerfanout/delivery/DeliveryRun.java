package uk.tocsin.partnerfanout.delivery;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts and ends deliveries with the process: first what decides, then what reads; the other way round at the end. */
final class DeliveryRun implements SmartLifecycle {

    private final Deliveries deliveries;
    private final DeliveryHandover handover;
    private final Function<InboxFollower.Listener, InboxFollower> followers;
    private @Nullable InboxFollower follower;

    DeliveryRun(
            Deliveries deliveries,
            DeliveryHandover handover,
            Function<InboxFollower.Listener, InboxFollower> followers) {
        this.deliveries = deliveries;
        this.handover = handover;
        this.followers = followers;
    }

    @Override
    public void start() {
        InboxFollower following = followers.apply(handover);
        follower = following;
        deliveries.start();
        following.start();
    }

    @Override
    public void stop() {
        InboxFollower following = follower;
        follower = null;
        if (following != null) {
            try {
                following.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        deliveries.stop();
    }

    @Override
    public boolean isRunning() {
        return follower != null;
    }
}
