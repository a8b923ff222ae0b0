package uk.tocsin.ingress;

import org.jspecify.annotations.Nullable;

/** What a council says of the state of a service, in JSON; {@link ServiceStatusReading} reads it. */
record ServiceStatusBody(
        @Nullable String eventId,
        @Nullable String serviceId,
        @Nullable Integer expectedRevision,
        @Nullable String serviceName,
        @Nullable String state,
        @Nullable String cause,
        @Nullable String incidentId,
        @Nullable String message,
        @Nullable String alternative,
        @Nullable String expectedBy,
        @Nullable String since,
        @Nullable String sharing,
        @Nullable AudienceBody audience) {}
