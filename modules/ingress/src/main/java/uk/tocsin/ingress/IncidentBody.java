package uk.tocsin.ingress;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a council says of an incident, in JSON. Words, times and ids are plain text here, so that every bad one can be
 * told at once; {@link IncidentReading} reads them.
 */
@Schema(
        name = "IncidentEvent",
        description =
                "What a council says of an incident. At least one section must be there, and none in a withdrawal.")
record IncidentBody(
        @Schema(
                description = "A UUID that you make, the same when you send again: it is published once.",
                format = "uuid",
                requiredMode = REQUIRED)
        @Nullable
        String eventId,

        @Schema(
                description =
                        "Your member id, a full stop, a name. Left out of a declaration, it is made from the event id.")
        @Nullable
        String incidentId,

        @Schema(
                description = "The revision that you believe to be the latest; the answer is 409 if it is not.",
                minimum = "0")
        @Nullable
        Integer expectedRevision,

        @Schema(
                allowableValues = {"declared", "updated", "corrected", "withdrawn", "resolved", "not-affected"},
                requiredMode = REQUIRED)
        @Nullable
        String kind,

        @Schema(
                description = "Required, but for the kinds withdrawn, resolved and not-affected.",
                allowableValues = {"suspected", "investigating", "contained", "recovering", "resolved"})
        @Nullable
        String phase,

        @Schema(description = "When it began, if that is known.", format = "date-time") @Nullable
        String occurredAt,

        @Schema(description = "When the council became aware of it.", format = "date-time") @Nullable
        String awareAt,

        @Schema(
                description = "Class of the Reference Security Incident Taxonomy.",
                allowableValues = {
                    "abusive-content",
                    "malicious-code",
                    "information-gathering",
                    "intrusion-attempts",
                    "intrusions",
                    "availability",
                    "information-content-security",
                    "fraud",
                    "vulnerable",
                    "other",
                    "test"
                })
        @Nullable
        String rsitClass,

        @Schema(
                description =
                        "Category of NCSC, from 1, national emergency, to 6, localised. A council may only propose it.",
                minimum = "1",
                maximum = "6")
        @Nullable
        Integer proposedCategory,

        @Nullable List<@Nullable Service> affectedServices,

        @Schema(description = "Names of suppliers. Only partners and NCSC see them.") @Nullable
        List<@Nullable String> suppliers,

        @Nullable List<@Nullable Link> links,

        @Schema(
                description = "not-known, if it is left out.",
                allowableValues = {"not-known", "not-believed-affected", "suspected", "confirmed", "not-affected"})
        @Nullable
        String personalData,

        @JsonProperty("public") @Nullable Public publicWords,

        @Nullable Partner partner,
        @Nullable Liaison liaison) {

    @Schema(name = "AffectedService")
    record Service(
            @Schema(description = "Your member id, a full stop, a name.", requiredMode = REQUIRED) @Nullable
            String serviceId,

            @Schema(requiredMode = REQUIRED) @Nullable String name) {}

    @Schema(name = "IncidentLink", description = "How this incident stands to another, of whatever council.")
    record Link(
            @Schema(requiredMode = REQUIRED) @Nullable String incidentId,

            @Schema(
                    allowableValues = {"same-cause", "related", "unrelated", "duplicate"},
                    requiredMode = REQUIRED)
            @Nullable
            String relation,

            @Nullable String note) {}

    @Schema(name = "PublicSection", description = "For everyone.")
    record Public(
            @Schema(requiredMode = REQUIRED) @Nullable String headline,

            @Schema(requiredMode = REQUIRED) @Nullable String statement,

            @Schema(description = "Who says it, where that is more than one.") @Nullable
            List<@Nullable String> signatories,

            @Schema(format = "date-time") @Nullable String nextUpdateDue) {}

    @Schema(
            name = "PartnerSection",
            description = "For the members of its audience. It is refused if it reaches nobody.")
    record Partner(
            @Schema(
                    description = "TLP 2.0. With AMBER+STRICT it goes only to members named one by one.",
                    allowableValues = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"},
                    requiredMode = REQUIRED)
            @Nullable
            String tlp,

            @Nullable AudienceBody audience,

            @Schema(requiredMode = REQUIRED) @Nullable String summary,

            @Schema(description = "Ids of ATT&CK techniques, such as T1486.") @Nullable
            List<@Nullable String> techniques,

            @Nullable List<@Nullable IndicatorBody> indicators,
            @Nullable String advice,
            @Nullable String contact) {}

    @Schema(name = "Indicator")
    record IndicatorBody(
            @Schema(
                    allowableValues = {"ipv4", "ipv6", "domain", "url", "email", "sha256", "filename", "other"},
                    requiredMode = REQUIRED)
            @Nullable
            String type,

            @Schema(requiredMode = REQUIRED) @Nullable String value,

            @Schema(
                    description = "Permissible Actions Protocol: what its reader may do with it.",
                    allowableValues = {"clear", "green", "amber", "red"},
                    requiredMode = REQUIRED)
            @Nullable
            String pap,

            @Nullable String note) {}

    @Schema(name = "LiaisonSection", description = "For NCSC.")
    record Liaison(
            @Schema(
                    allowableValues = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"},
                    requiredMode = REQUIRED)
            @Nullable
            String tlp,

            @Schema(requiredMode = REQUIRED) @Nullable String technicalDetail,

            @Nullable String helpWanted,
            @Nullable String contact,
            @Nullable String ncscReference) {}
}
