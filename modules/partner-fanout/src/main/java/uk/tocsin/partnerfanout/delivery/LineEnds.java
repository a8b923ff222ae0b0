package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Ends lines, so that whoever goes on with a subscription sends little again. Everything happens on the thread of deliveries. */
final class LineEnds {

    private final LineCommits commits;
    private final DeliveryThread thread;
    private final Duration patience;
    private final Set<String> ending = new HashSet<>();

    /**
     * No line ends yet.
     *
     * @param patience how long what is out is waited for
     */
    LineEnds(LineCommits commits, DeliveryThread thread, Duration patience) {
        this.commits = commits;
        this.thread = thread;
        this.patience = patience;
    }

    /** Whether a subscription's line has not quite ended: until then it does not start here either. */
    boolean has(String subscriptionId) {
        return ending.contains(subscriptionId);
    }

    /**
     * Ends a line: nothing more goes out, what is out is waited for a little, so that it need not be sent again, and then
     * its position is committed for whoever goes on.
     */
    CompletableFuture<?> end(RunningLine running) {
        ending.add(running.id());
        CompletableFuture<Void> settled = running.line.drain();
        thread.after(patience, () -> settled.complete(null));
        return settled.thenComposeAsync(
                        done -> {
                            running.line.stop();
                            return commits.last(running);
                        },
                        thread)
                .whenCompleteAsync((done, failure) -> ending.remove(running.id()), thread);
    }
}
