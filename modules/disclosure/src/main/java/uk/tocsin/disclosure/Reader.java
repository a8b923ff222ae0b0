package uk.tocsin.disclosure;

import java.time.Instant;
import java.util.Set;
import uk.tocsin.contracts.Role;

/**
 * Who asks: a person or machine of one member, in some roles. Anyone without an identity reads only public notices and
 * needs no reader.
 *
 * @param memberId the member it acts for
 * @param roles what it may do there; may be empty, which allows nothing
 * @param until when that which proves who asks runs out, UTC; {@link Instant#MAX} when it never does
 */
public record Reader(String memberId, Set<Role> roles, Instant until) {

    public Reader {
        roles = Set.copyOf(roles);
    }

    /** Whether the reader acts in {@code role}. */
    public boolean is(Role role) {
        return roles.contains(role);
    }
}
