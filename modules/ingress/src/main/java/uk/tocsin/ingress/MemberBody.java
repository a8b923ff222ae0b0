package uk.tocsin.ingress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of the directory, in JSON; its id stands in the address.
 *
 * @param fromReference whether what is left out here is taken from the reference data of that id
 */
record MemberBody(
        @Nullable Boolean fromReference,
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
