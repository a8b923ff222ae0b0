package uk.tocsin.ingress;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of the directory, in JSON; its id stands in the address.
 *
 * @param fromReference whether what is left out here is taken from the reference data of that id
 */
@Schema(name = "MemberEntry", description = "A body that takes part. It replaces what the directory says of it.")
record MemberBody(
        @Schema(
                description = "Whether what is left out here is taken from the reference data of that id.",
                defaultValue = "false")
        @Nullable
        Boolean fromReference,

        @Schema(description = "Official name. Required, but with fromReference.") @Nullable
        String name,

        @Schema(
                description = "Required, but with fromReference.",
                allowableValues = {"council", "ncsc", "coordinating-body"})
        @Nullable
        String kind,

        @Schema(description = "England, Scotland, Wales or Northern Ireland.") @Nullable
        String nation,

        @Schema(description = "The region whose coordinator oversees it, such as Kent.") @Nullable
        String region,

        @Nullable List<@Nullable Code> gssCodes,

        @Schema(
                description = "What its people may do.",
                allowableValues = {"publisher", "partner", "liaison", "coordinator", "administrator"})
        @Nullable
        List<@Nullable String> roles,

        @Schema(description = "False once it has left; its history stays.", defaultValue = "true") @Nullable
        Boolean active) {

    @Schema(name = "GssCodeEntry", description = "A GSS code and when it was in force.")
    record Code(
            @Schema(example = "E07000106", requiredMode = REQUIRED) @Nullable
            String code,

            @Schema(format = "date") @Nullable String from,

            @Schema(format = "date") @Nullable String to) {}
}
