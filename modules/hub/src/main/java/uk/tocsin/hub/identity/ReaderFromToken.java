package uk.tocsin.hub.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;

/**
 * Turns a checked token into a reader. A token's role counts only while the directory grants it to the token's member, so
 * that taking a role away in the directory takes it away at once. A hub whose directory is still empty lets the
 * administrator of its own issuer in: somebody has to enter the first member.
 */
final class ReaderFromToken implements Converter<Jwt, AbstractAuthenticationToken> {

    private final Supplier<Directory> directory;

    ReaderFromToken(Supplier<Directory> directory) {
        this.directory = directory;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt jwt) {
        String member = jwt.getClaimAsString("member");
        List<String> claimed = jwt.getClaimAsStringList("roles");
        if (member == null || claimed == null) {
            return new ReaderToken(new Reader("", Set.of(), Instant.EPOCH), jwt);
        }
        Instant expires = jwt.getExpiresAt();
        Instant until = expires == null ? Instant.MAX : expires;
        return new ReaderToken(new Reader(member, granted(member, claimed, directory.get()), until), jwt);
    }

    static Set<Role> granted(String member, List<String> claimed, Directory directory) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> names = new ArrayList<>(claimed);
        for (Role role : Role.values()) {
            boolean wanted = names.contains(role.name().toLowerCase(Locale.ROOT));
            boolean first = role == Role.ADMINISTRATOR && directory.members().isEmpty();
            if (wanted && (first || directory.allows(member, role))) {
                roles.add(role);
            }
        }
        return roles;
    }
}
