package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/** The one thread on which deliveries are decided, and its time. What runs on it must not wait. */
public interface DeliveryTimer extends Executor {

    Instant now();

    /** Runs {@code task} on the thread once {@code wait} has passed. */
    void after(Duration wait, Runnable task);
}
