package uk.tocsin.ingress;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a council says of an incident, in JSON. Words, times and ids are plain text here, so that every bad one can be
 * told at once; {@link IncidentReading} reads them.
 */
record IncidentBody(
        @Nullable String eventId,
        @Nullable String incidentId,
        @Nullable Integer expectedRevision,
        @Nullable String kind,
        @Nullable String phase,
        @Nullable String occurredAt,
        @Nullable String awareAt,
        @Nullable String rsitClass,
        @Nullable Integer proposedCategory,
        @Nullable List<@Nullable Service> affectedServices,
        @Nullable List<@Nullable String> suppliers,
        @Nullable List<@Nullable Link> links,
        @Nullable String personalData,
        @JsonProperty("public") @Nullable Public publicWords,
        @Nullable Partner partner,
        @Nullable Liaison liaison) {

    record Service(@Nullable String serviceId, @Nullable String name) {}

    record Link(
            @Nullable String incidentId,
            @Nullable String relation,
            @Nullable String note) {}

    record Public(
            @Nullable String headline,
            @Nullable String statement,
            @Nullable List<@Nullable String> signatories,
            @Nullable String nextUpdateDue) {}

    record Partner(
            @Nullable String tlp,
            @Nullable AudienceBody audience,
            @Nullable String summary,
            @Nullable List<@Nullable String> techniques,
            @Nullable List<@Nullable IndicatorBody> indicators,
            @Nullable String advice,
            @Nullable String contact) {}

    record IndicatorBody(
            @Nullable String type,
            @Nullable String value,
            @Nullable String pap,
            @Nullable String note) {}

    record Liaison(
            @Nullable String tlp,
            @Nullable String technicalDetail,
            @Nullable String helpWanted,
            @Nullable String contact,
            @Nullable String ncscReference) {}
}
