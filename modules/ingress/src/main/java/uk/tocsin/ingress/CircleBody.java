package uk.tocsin.ingress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A circle of the directory, in JSON; its id stands in the address. */
record CircleBody(
        @Nullable String name,
        @Nullable List<@Nullable String> members,
        @Nullable Boolean active) {}
