package uk.tocsin.ingress;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.disclosure.Reader;

/** Takes a council's events over HTTP. Methods are public so that the check of roles before them is never left out. */
@Tag(name = "Publishing", description = "Role publisher")
@RestController
@RequestMapping("/v1")
class PublishController {

    private final JsonBodies bodies;
    private final Readings readings;
    private final Publishing publishing;

    PublishController(JsonBodies bodies, Readings readings, Publishing publishing) {
        this.bodies = bodies;
        this.readings = readings;
        this.publishing = publishing;
    }

    @Operation(
            summary = "Say something of an incident",
            description = "Declare, update, correct, withdraw or resolve it, or say that you are not affected.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = IncidentBody.class),
                            examples = @ExampleObject(ApiExamples.INCIDENT)))
    @Publishes
    @PostMapping(path = "/incidents", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PUBLISHER')")
    public ResponseEntity<Answer> incident(
            @AuthenticationPrincipal Reader reader,
            InputStream body,
            @Parameter(description = "Only say whom it would reach.") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "W3C trace context, passed on to all that follows.")
                    @RequestHeader(name = "traceparent", required = false)
                    @Nullable
                    String traceparent)
            throws IOException {
        IncidentBody read = bodies.read(body, IncidentBody.class);
        return one(publishing.publish(reader, dryRun, traceparent, sayer -> readings.incident(read, sayer)), dryRun);
    }

    @Operation(summary = "Say in which state a service is")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ServiceStatusBody.class),
                            examples = @ExampleObject(ApiExamples.SERVICE_STATUS)))
    @Publishes
    @PostMapping(path = "/service-status", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PUBLISHER')")
    public ResponseEntity<Answer> serviceStatus(
            @AuthenticationPrincipal Reader reader,
            InputStream body,
            @Parameter(description = "Only say whom it would reach.") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "W3C trace context, passed on to all that follows.")
                    @RequestHeader(name = "traceparent", required = false)
                    @Nullable
                    String traceparent)
            throws IOException {
        ServiceStatusBody read = bodies.read(body, ServiceStatusBody.class);
        return one(
                publishing.publish(reader, dryRun, traceparent, sayer -> readings.serviceStatus(read, sayer)), dryRun);
    }

    @Operation(summary = "Say several things at once", description = "All of them are written, or none.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = BatchBody.class),
                            examples = @ExampleObject(ApiExamples.BATCH)))
    @Publishes
    @PostMapping(path = "/batches", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PUBLISHER')")
    public ResponseEntity<Answer.Batch> batch(
            @AuthenticationPrincipal Reader reader,
            InputStream body,
            @Parameter(description = "Only say whom it would reach.") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "W3C trace context, passed on to all that follows.")
                    @RequestHeader(name = "traceparent", required = false)
                    @Nullable
                    String traceparent)
            throws IOException {
        BatchBody read = bodies.read(body, BatchBody.class);
        List<Answer> answers = publishing.publish(reader, dryRun, traceparent, sayer -> readings.batch(read, sayer));
        return ResponseEntity.status(status(dryRun)).body(new Answer.Batch(answers));
    }

    private static ResponseEntity<Answer> one(List<Answer> answers, boolean dryRun) {
        return ResponseEntity.status(status(dryRun)).body(answers.get(0));
    }

    /** The same for a repetition as for the first time: the same id twice is the same answer. */
    private static HttpStatus status(boolean dryRun) {
        return dryRun ? HttpStatus.OK : HttpStatus.CREATED;
    }
}
