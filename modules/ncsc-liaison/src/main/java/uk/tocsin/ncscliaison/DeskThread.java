package uk.tocsin.ncscliaison;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The one thread that owns the desk and its consumer. Requests hand it what they want done and wait for the outcome.
 * When the brokers fail it, it leaves the group, which gives everything back, and begins again.
 */
final class DeskThread implements SmartLifecycle {

    /** The desk could not do it now; asking again may help. */
    static final class DeskBusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DeskBusyException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private record Command<T>(Function<ReferralDesk, T> work, CompletableFuture<T> outcome) {

        void run(ReferralDesk desk) {
            if (outcome.isDone()) {
                return;
            }
            try {
                outcome.complete(work.apply(desk));
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
                throw e;
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeskThread.class);
    private static final int MAX_COMMANDS = 100;
    private static final Duration TICK = Duration.ofMillis(500);

    private final Supplier<ReferralQueue> queues;
    private final Function<ReferralQueue, ReferralDesk> desks;
    private final NcscLiaisonProperties properties;
    private final BlockingQueue<Command<?>> commands = new ArrayBlockingQueue<>(MAX_COMMANDS);
    private volatile boolean running;
    private @Nullable Thread thread;

    DeskThread(
            Supplier<ReferralQueue> queues,
            Function<ReferralQueue, ReferralDesk> desks,
            NcscLiaisonProperties properties) {
        this.queues = queues;
        this.desks = desks;
        this.properties = properties;
    }

    /**
     * Leases the next referral, if there is one.
     *
     * @throws DeskBusyException when the desk cannot do it in time
     */
    Optional<Lease> take(String holder) {
        CompletableFuture<Optional<Lease>> outcome = new CompletableFuture<>();
        return await(new Command<>(desk -> desk.take(holder, () -> running && !outcome.isDone()), outcome));
    }

    /**
     * Ends a lease.
     *
     * @throws DeskBusyException when the desk cannot do it in time, or the answer could not be made safe
     */
    Settled settle(UUID leaseId, String holder, Settlement wish) {
        return await(new Command<>(desk -> desk.settle(leaseId, holder, wish), new CompletableFuture<>()));
    }

    private <T> T await(Command<T> command) {
        if (!running || !commands.offer(command)) {
            throw new DeskBusyException("The desk takes no requests at the moment.", null);
        }
        try {
            return command.outcome().get(properties.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            command.outcome().cancel(false);
            throw new DeskBusyException("The desk could not do it in time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeskBusyException("The desk is closing.", e);
        }
    }

    private void run() {
        while (running) {
            try (ReferralQueue queue = queues.get()) {
                work(desks.apply(queue));
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("The desk lost its queue and begins again.");
                pause(properties.retryWait());
            }
        }
    }

    private void work(ReferralDesk desk) {
        while (running) {
            Command<?> command = next();
            if (command != null) {
                command.run(desk);
            }
            desk.keep();
        }
    }

    private @Nullable Command<?> next() {
        try {
            return commands.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
            return null;
        }
    }

    private void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = new Thread(this::run, "tocsin-ncsc-desk");
        thread.start();
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread current = thread;
        if (current != null) {
            try {
                current.join(properties.requestTimeout().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
