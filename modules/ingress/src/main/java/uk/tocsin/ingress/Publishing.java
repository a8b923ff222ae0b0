package uk.tocsin.ingress;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponseException;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;

/** What all requests that publish have in common: who may, what is told of bad fields, and what became of it. */
final class Publishing {

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final CouncilWriters writers;
    private final Supplier<Directory> directories;
    private final Clock clock;

    Publishing(CouncilWriters writers, Supplier<Directory> directories, Clock clock) {
        this.writers = writers;
        this.directories = directories;
        this.clock = clock;
    }

    /**
     * Publishes what {@code reading} makes of a request, or with {@code dryRun} only decides.
     *
     * @return one answer for each event, in order
     * @throws ErrorResponseException when it is refused, or when the log does not answer in time
     */
    List<Answer> publish(
            Reader reader,
            boolean dryRun,
            @Nullable String traceparent,
            Function<Readings.Sayer, Readings.Reading> reading) {
        Readings.Reading read = reading.apply(sayer(reader));
        if (!read.errors().isEmpty()) {
            throw Refusals.invalid(read.errors());
        }
        List<Candidate> candidates = read.candidates();
        String trace = Traces.of(traceparent, candidates.get(0).event().eventId());
        Round.Verdict verdict = writers.publish(new Publication(reader.memberId(), candidates, trace, dryRun));
        if (verdict instanceof Round.Verdict.Admitted admitted) {
            Directory today = directories.get();
            return admitted.receipts().stream()
                    .map(receipt -> Answer.of(receipt, today))
                    .toList();
        }
        throw refusal(verdict, read.paths());
    }

    private static ErrorResponseException refusal(Round.Verdict verdict, List<String> paths) {
        if (verdict instanceof Round.Verdict.Contradicted refused) {
            Admission.Conflict conflict = refused.conflict();
            return Refusals.conflict(
                    paths.get(refused.index()) + conflict.field(), conflict.message(), conflict.currentRevision());
        }
        Round.Verdict.Unwritable refused = (Round.Verdict.Unwritable) verdict;
        SerializationException cause = refused.cause();
        LOG.atError().setCause(cause).log("An event that was found valid cannot be encoded");
        return Refusals.unwritable(paths.get(refused.index()).replaceFirst("\\.$", ""));
    }

    /** The reader as a publisher, if the directory lists it as one today: a token may be older than a member's leaving. */
    private Readings.Sayer sayer(Reader reader) {
        Directory today = directories.get();
        if (!today.allows(reader.memberId(), Role.PUBLISHER)) {
            throw Refusals.noPublisher(reader.memberId());
        }
        return new Readings.Sayer(reader.memberId(), today, Instant.now(clock));
    }
}
