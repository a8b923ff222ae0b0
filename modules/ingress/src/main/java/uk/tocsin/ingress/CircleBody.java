package uk.tocsin.ingress;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A circle of the directory, in JSON; its id stands in the address. */
@Schema(name = "CircleEntry", description = "A named set of members to share with.")
record CircleBody(
        @Schema(requiredMode = REQUIRED) @Nullable String name,

        @Schema(description = "Ids of members.") @Nullable List<@Nullable String> members,

        @Schema(description = "False once it is dissolved.", defaultValue = "true") @Nullable
        Boolean active) {}
