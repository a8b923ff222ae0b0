package uk.tocsin.ingress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.tocsin.disclosure.Directory;

/** Reads whole requests: every bad field of every event is told at once. */
final class Readings {

    /**
     * Who says it, and against what it is held.
     *
     * @param publisher member id of the council
     * @param directory the directory today
     * @param now this clock's time
     */
    record Sayer(String publisher, Directory directory, Instant now) {}

    /**
     * What was read.
     *
     * @param candidates the events, which count only when there are no errors
     * @param paths for each of them the start of its fields' names: empty for a single event
     * @param errors every bad field
     */
    record Reading(List<Candidate> candidates, List<String> paths, List<FieldError> errors) {}

    private final IngressProperties limits;
    private final IncidentReading incidents;
    private final ServiceStatusReading statuses;

    Readings(IngressProperties limits) {
        this.limits = limits;
        this.incidents = new IncidentReading(limits);
        this.statuses = new ServiceStatusReading(limits);
    }

    Reading incident(IncidentBody body, Sayer sayer) {
        Fields fields = Fields.ofRequest();
        Candidate candidate = incident(fields, body, sayer);
        return new Reading(List.of(candidate), List.of(""), fields.errors());
    }

    Reading serviceStatus(ServiceStatusBody body, Sayer sayer) {
        Fields fields = Fields.ofRequest();
        Candidate candidate = serviceStatus(fields, body, sayer);
        return new Reading(List.of(candidate), List.of(""), fields.errors());
    }

    Reading batch(BatchBody body, Sayer sayer) {
        Fields fields = Fields.ofRequest();
        List<Candidate> candidates = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        int size = size(body.incidents()) + size(body.serviceStatuses());
        if (size == 0) {
            fields.refuse("incidents", "no event is given (expected: one in incidents or serviceStatuses at least)");
        } else if (size > limits.maxBatch()) {
            fields.refuse("incidents", size + " events in all (expected: at most " + limits.maxBatch() + ")");
        } else {
            candidates.addAll(fields.each(
                    "incidents", body.incidents(), size, (entry, incident) -> incident(entry, incident, sayer)));
            paths.addAll(paths("incidents", candidates.size()));
            List<Candidate> later = fields.each(
                    "serviceStatuses",
                    body.serviceStatuses(),
                    size,
                    (entry, status) -> serviceStatus(entry, status, sayer));
            candidates.addAll(later);
            paths.addAll(paths("serviceStatuses", later.size()));
        }
        return new Reading(candidates, paths, fields.errors());
    }

    private Candidate incident(Fields fields, IncidentBody body, Sayer sayer) {
        return incidents.read(fields, body, sayer.publisher(), sayer.directory(), sayer.now());
    }

    private Candidate serviceStatus(Fields fields, ServiceStatusBody body, Sayer sayer) {
        return statuses.read(fields, body, sayer.publisher(), sayer.directory(), sayer.now());
    }

    private static int size(@Nullable List<?> list) {
        return list == null ? 0 : list.size();
    }

    private static List<String> paths(String name, int size) {
        return IntStream.range(0, size).mapToObj(i -> name + "[" + i + "].").toList();
    }
}
