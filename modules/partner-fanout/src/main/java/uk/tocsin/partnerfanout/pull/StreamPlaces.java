package uk.tocsin.partnerfanout.pull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many streams and waiting requests there may be: in all, and of one member, so that nobody takes all there are. */
final class StreamPlaces {

    private final int all;
    private final int perMember;
    private final Map<String, Integer> taken = new HashMap<>();
    private int count;

    StreamPlaces(int all, int perMember) {
        this.all = all;
        this.perMember = perMember;
    }

    /** Takes a place for a member, or nothing when there is none. Running what it returns, once or more, gives it back. */
    synchronized Optional<Runnable> take(String memberId) {
        int own = taken.getOrDefault(memberId, 0);
        if (count >= all || own >= perMember) {
            return Optional.empty();
        }
        count++;
        taken.put(memberId, own + 1);
        var given = new AtomicBoolean();
        return Optional.of(() -> {
            if (given.compareAndSet(false, true)) {
                giveBack(memberId);
            }
        });
    }

    private synchronized void giveBack(String memberId) {
        count--;
        taken.computeIfPresent(memberId, (member, own) -> own > 1 ? own - 1 : null);
    }
}
