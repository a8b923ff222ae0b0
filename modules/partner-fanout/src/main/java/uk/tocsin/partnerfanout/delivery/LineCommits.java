package uk.tocsin.partnerfanout.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.partnerfanout.position.PositionStore;
import uk.tocsin.partnerfanout.position.Positions;

/** Commits the positions of lines, one at a time for each. Everything happens on the thread of deliveries. */
final class LineCommits {

    private static final Logger LOG = LoggerFactory.getLogger(LineCommits.class);

    private final PositionStore positions;
    private final Executor thread;

    LineCommits(PositionStore positions, Executor thread) {
        this.positions = positions;
        this.thread = thread;
    }

    /** Commits where a line is, unless that is committed or under way. The future never fails for long: see the log. */
    CompletableFuture<?> commit(RunningLine running) {
        long position = running.line.progress().position();
        String note = running.line.progress().note();
        if (!running.committing.isDone() || (position == running.committed && note.equals(running.note))) {
            return running.committing;
        }
        running.committing = positions
                .commit(Positions.group(running.id()), running.inbox, position, note)
                .whenCompleteAsync((done, failure) -> committed(running, position, note, failure), thread)
                .toCompletableFuture();
        return running.committing;
    }

    /** Commits where a line has ended, behind a commit that is still under way. */
    CompletableFuture<?> last(RunningLine running) {
        return running.committing.exceptionally(failure -> null).thenComposeAsync(done -> commit(running), thread);
    }

    private static void committed(RunningLine running, long position, String note, @Nullable Throwable failure) {
        if (failure == null) {
            running.committed = position;
            running.note = note;
        } else {
            LOG.atWarn()
                    .addKeyValue("subscription", running.id())
                    .addKeyValue("error", failure.toString())
                    .log("A position cannot be committed; trying again");
        }
    }
}
