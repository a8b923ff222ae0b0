package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when a test says so, and then at once. */
public final class SimulatedTime implements DeliveryTimer {

    private record Task(Instant at, long number, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Instant now = Instant.parse("2024-01-19T09:00:00Z");
    private long numbers;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration wait, Runnable task) {
        tasks.add(new Task(now.plus(wait), numbers++, task));
    }

    /** Lets time pass, with everything that happens in it. */
    public void pass(Duration time) {
        Instant until = now.plus(time);
        for (Task next = tasks.peek(); next != null && !next.at().isAfter(until); next = tasks.peek()) {
            tasks.remove();
            now = next.at();
            next.work().run();
        }
        now = until;
    }
}
