package uk.tocsin.ingress;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a section is for, in JSON. */
@Schema(name = "Audience", description = "Whom it is for: members of circles, and members named one by one.")
record AudienceBody(
        @Nullable List<@Nullable String> circles, @Nullable List<@Nullable String> members) {}
