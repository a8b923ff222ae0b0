package uk.tocsin.ingress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a section is for, in JSON. */
record AudienceBody(
        @Nullable List<@Nullable String> circles, @Nullable List<@Nullable String> members) {}
