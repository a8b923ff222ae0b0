package uk.tocsin.hub.identity;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import uk.tocsin.disclosure.Reader;

/** A checked token, as the reader it stands for. */
final class ReaderToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Reader reader;
    private final transient Jwt jwt;

    ReaderToken(Reader reader, Jwt jwt) {
        super(authorities(reader));
        this.reader = reader;
        this.jwt = jwt;
        setAuthenticated(true);
    }

    private static Collection<GrantedAuthority> authorities(Reader reader) {
        return reader.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public Object getCredentials() {
        return jwt;
    }

    @Override
    public Object getPrincipal() {
        return reader;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReaderToken token && token.reader.equals(reader) && token.jwt.equals(jwt);
    }

    @Override
    public int hashCode() {
        return List.of(reader, jwt).hashCode();
    }
}
