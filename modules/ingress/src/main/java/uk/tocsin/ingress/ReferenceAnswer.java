package uk.tocsin.ingress;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import uk.tocsin.disclosure.Directory;

/**
 * What is publicly known of authorities that may become members.
 *
 * @param attribution whom the licence of the data asks to be named
 */
@Schema(name = "Reference", description = "What is publicly known of authorities that may become members.")
record ReferenceAnswer(String attribution, List<Entry> authorities) {

    private static final String ATTRIBUTION =
            "Derived from mySociety's list of UK local authorities, version 1.6.1, CC BY 4.0";

    /**
     * One authority.
     *
     * @param member whether the directory has it already, active or not
     */
    @Schema(name = "Authority")
    record Entry(@JsonUnwrapped Authority authority, boolean member) {}

    static ReferenceAnswer of(List<Authority> authorities, Directory directory) {
        return new ReferenceAnswer(
                ATTRIBUTION,
                authorities.stream()
                        .map(authority -> new Entry(
                                authority, directory.member(authority.id()).isPresent()))
                        .toList());
    }
}
