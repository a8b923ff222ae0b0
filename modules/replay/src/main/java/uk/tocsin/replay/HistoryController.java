package uk.tocsin.replay;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.kafka.json.ContractJson;

/** History over HTTP, one JSON object a line, so that a reader can begin before the answer ends. */
@RestController
class HistoryController {

    private static final String NDJSON = "application/x-ndjson";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HistoryReader history;
    private final Supplier<Directory> directory;
    private final ReplayProperties properties;
    private final Clock clock;
    private final Semaphore places;

    HistoryController(HistoryReader history, Supplier<Directory> directory, ReplayProperties properties, Clock clock) {
        this.history = history;
        this.directory = directory;
        this.properties = properties;
        this.clock = clock;
        this.places = new Semaphore(properties.maxConcurrent());
    }

    @GetMapping(
            path = "/v1/history",
            produces = {NDJSON, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    @PreAuthorize("hasAnyRole('PUBLISHER', 'PARTNER', 'LIAISON', 'COORDINATOR')")
    void history(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String member,
            @RequestParam(required = false) @Nullable String incident,
            @RequestParam(required = false) @Nullable String kind,
            @AuthenticationPrincipal Reader reader,
            HttpServletResponse response)
            throws IOException {
        HistoryQuery query = query(new HistoryQuery.Parameters(from, to, member, incident, kind));
        if (!places.tryAcquire()) {
            throw problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many histories are being read at the moment. Try again shortly.",
                    List.of());
        }
        try {
            response.setContentType(NDJSON);
            write(query, new HistoryDisclosure(directory.get(), reader), response.getOutputStream());
        } finally {
            places.release();
        }
    }

    private void write(HistoryQuery query, HistoryDisclosure disclosure, OutputStream out) throws IOException {
        Standing standing = new Standing();
        Answer answer = new Answer(out, properties.maxEvents());
        history.read(query, event -> {
            for (Shown shown : disclosure.of(event.contract(), standing)) {
                standing.note(shown);
                if (query.wants(shown) && !answer.write(shown)) {
                    return false;
                }
            }
            return true;
        });
        out.flush();
    }

    private HistoryQuery query(HistoryQuery.Parameters given) {
        HistoryQuery.Outcome outcome = HistoryQuery.read(given, clock.instant(), properties.maxRange());
        if (outcome instanceof HistoryQuery.Valid valid) {
            return valid.query();
        }
        List<HistoryQuery.Fault> faults =
                outcome instanceof HistoryQuery.Invalid invalid ? invalid.faults() : List.of();
        throw problem(HttpStatus.BAD_REQUEST, "No history was read: see errors.", faults);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail, List<HistoryQuery.Fault> faults) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        if (!faults.isEmpty()) {
            problem.setProperty("errors", faults);
        }
        return new ErrorResponseException(status, problem, null);
    }

    /** The lines of one answer, at most so many. */
    private static final class Answer {

        private final OutputStream out;
        private int left;

        Answer(OutputStream out, int limit) {
            this.out = out;
            this.left = limit;
        }

        /** Writes one line; when no more are allowed, a line that says from when to go on, and false. */
        boolean write(Shown shown) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            boolean allowed = left-- > 0;
            if (allowed) {
                line.put("view", shown.view().written());
                line.set("event", ContractJson.of(shown.contract()));
            } else {
                line.put("view", "limit-reached");
                line.put("continueFrom", shown.recordedAt().toString());
            }
            try {
                out.write(JSON.writeValueAsBytes(line));
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return allowed;
        }
    }
}
