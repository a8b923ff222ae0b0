package uk.tocsin.ingress;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several events of one council, in JSON: all of them are written, or none. Incidents come first. */
@Schema(
        name = "Batch",
        description = "Several events of one council: all of them are written, or none. Incidents come first.")
record BatchBody(
        @Nullable List<@Nullable IncidentBody> incidents,
        @Nullable List<@Nullable ServiceStatusBody> serviceStatuses) {}
