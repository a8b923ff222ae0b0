package uk.tocsin.hub.cli;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is to be stopped or removed when this process ends, from before its first part starts: a part that nobody has
 * promised to stop outlives a Ctrl-C, as the registry is a process of its own.
 */
final class OrderlyEnd {

    /** How long Ctrl-C waits for a start that is under way. After it, the parts that have started are stopped under it. */
    private static final Duration START_ENDS = Duration.ofSeconds(10);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final Deque<Runnable> steps = new ConcurrentLinkedDeque<>();
    private final Thread hook = new Thread(this::end, "stop");

    private OrderlyEnd() {}

    /** From now on this process ends in good order, be it by itself, by Ctrl-C or by a signal that asks it to. */
    static OrderlyEnd promise() {
        OrderlyEnd end = new OrderlyEnd();
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /**
     * Another step of the end, taken before those that are known already. Does not return when this process is ending:
     * then nothing more is to be started.
     */
    void before(Runnable step) {
        steps.push(step);
        stayIfEnding();
    }

    /** Everything has started. Does not return when this process is ending. */
    void started() {
        stayIfEnding();
        startEnded.countDown();
    }

    /** Undoes at once what has been started. Does not return when this process is ending: what failed then is no news. */
    void startFailed() {
        stayIfEnding();
        startEnded.countDown();
        undo();
    }

    /** Counted down as soon as this process is ending. */
    CountDownLatch begun() {
        return begun;
    }

    /** Waits for the end of this process, which comes when it has been stopped in good order. */
    static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stayIfEnding() {
        if (begun.getCount() == 0) {
            startEnded.countDown();
            await();
        }
    }

    private void end() {
        begun.countDown();
        try {
            if (!startEnded.await(START_ENDS.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Stopping what has started so far.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        undo();
    }

    /** A step that fails keeps none of the others from being taken. */
    private synchronized void undo() {
        for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
            try {
                step.run();
            } catch (RuntimeException e) {
                System.err.println("tocsin: " + e.getMessage());
            }
        }
    }
}
