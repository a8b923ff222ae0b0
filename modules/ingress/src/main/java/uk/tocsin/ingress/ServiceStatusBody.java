package uk.tocsin.ingress;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a council says of the state of a service, in JSON; {@link ServiceStatusReading} reads it. */
@Schema(name = "ServiceStatusEvent", description = "What a council says of the state of one of its services.")
record ServiceStatusBody(
        @Schema(
                description = "A UUID that you make, the same when you send again: it is published once.",
                format = "uuid",
                requiredMode = REQUIRED)
        @Nullable
        String eventId,

        @Schema(description = "Your member id, a full stop, a name.", requiredMode = REQUIRED) @Nullable
        String serviceId,

        @Schema(
                description = "The revision that you believe to be the latest; the answer is 409 if it is not.",
                minimum = "0")
        @Nullable
        Integer expectedRevision,

        @Schema(requiredMode = REQUIRED) @Nullable String serviceName,

        @Schema(
                description = "Restricted means on purpose, as a precaution; it is not down.",
                allowableValues = {
                    "operational",
                    "degraded",
                    "partial-outage",
                    "major-outage",
                    "restricted",
                    "maintenance"
                },
                requiredMode = REQUIRED)
        @Nullable
        String state,

        @Schema(
                description = "unknown, if it is left out.",
                allowableValues = {"unknown", "incident", "precaution", "unrelated", "planned"})
        @Nullable
        String cause,

        @Schema(description = "The incident of yours that is behind it.") @Nullable
        String incidentId,

        @Nullable String message,

        @Schema(description = "Another way to do what the service is for.") @Nullable
        String alternative,

        @Schema(description = "When it should be back.", format = "date-time") @Nullable
        String expectedBy,

        @Schema(description = "Since when it is in that state.", format = "date-time", requiredMode = REQUIRED)
        @Nullable
        String since,

        @Schema(
                allowableValues = {"public", "partners"},
                requiredMode = REQUIRED)
        @Nullable
        String sharing,

        @Schema(description = "Which members hear of it. With the sharing partners it must reach somebody.") @Nullable
        AudienceBody audience) {}
