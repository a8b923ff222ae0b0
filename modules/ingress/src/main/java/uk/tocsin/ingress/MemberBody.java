package uk.tocsin.ingress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member of the directory, in JSON; its id stands in the address. */
record MemberBody(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String nation,
        @Nullable String region,
        @Nullable List<@Nullable Code> gssCodes,
        @Nullable List<@Nullable String> roles,
        @Nullable Boolean active) {

    record Code(
            @Nullable String code,
            @Nullable String from,
            @Nullable String to) {}
}
