package uk.tocsin.ingress;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Clock;
import java.util.List;

/** One writer for each council that publishes; idle ones, and the least used of too many, are closed. */
final class CouncilWriters implements AutoCloseable {

    private static final int TRIES = 3;

    private final LoadingCache<String, CouncilWriter> writers;

    CouncilWriters(CouncilClients clients, Encoding encoding, IngressProperties limits, Clock clock) {
        writers = Caffeine.newBuilder()
                .maximumSize(limits.maxWriters())
                .expireAfterAccess(limits.writerIdle())
                .scheduler(Scheduler.systemScheduler())
                .<String, CouncilWriter>removalListener((publisher, writer, cause) -> {
                    if (writer != null) {
                        writer.close();
                    }
                })
                .build(publisher -> new CouncilWriter(
                        () -> new CouncilSession(publisher, clients, encoding, limits.writeTimeout()), limits, clock));
    }

    /**
     * Publishes, or with a dry run only decides.
     *
     * @throws org.springframework.web.ErrorResponseException when the log does not answer in time
     */
    Round.Verdict publish(Publication publication) {
        for (int i = 0; i < TRIES; i++) {
            Round.Verdict verdict = writers.get(publication.publisher()).publish(publication);
            if (verdict != null) {
                return verdict;
            }
        }
        throw Refusals.unavailable();
    }

    @Override
    public void close() {
        List<CouncilWriter> open = List.copyOf(writers.asMap().values());
        writers.invalidateAll();
        open.forEach(CouncilWriter::close);
    }
}
