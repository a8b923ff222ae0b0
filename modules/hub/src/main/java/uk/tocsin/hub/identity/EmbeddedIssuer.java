package uk.tocsin.hub.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import uk.tocsin.contracts.Role;

/**
 * The issuer of a hub that has no other: signs tokens (JWT, RFC 7519, ES256) with a key in a file that only its owner
 * may read. In production any OpenID Connect issuer takes its place.
 */
public final class EmbeddedIssuer {

    /** The issuer claim. */
    public static final String ISSUER = "urn:tocsin:embedded";

    /** The audience claim that every token must carry. */
    public static final String AUDIENCE = "tocsin";

    private final ECKey key;
    private final Clock clock;

    private EmbeddedIssuer(ECKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Reads the key from {@code file}, or makes one there.
     *
     * @throws IllegalStateException when the file holds no usable key
     */
    public static EmbeddedIssuer at(Path file, Clock clock) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new EmbeddedIssuer(ECKey.parse(Files.readString(file)), clock);
        } catch (ParseException e) {
            throw new IllegalStateException(
                    "The signing key in " + file + " cannot be read; delete it to have a new one.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token for someone of {@code memberId} in {@code roles}, valid for {@code life} from now. */
    public String token(String memberId, Collection<Role> roles, Duration life) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(memberId)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .claim("member", memberId)
                .claim(
                        "roles",
                        roles.stream()
                                .map(role -> role.name().toLowerCase(Locale.ROOT))
                                .toList())
                .build();
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The embedded issuer could not sign a token.", e);
        }
    }

    /** The key's public half, by which tokens are checked. */
    public ECKey publicKey() {
        return key.toPublicJWK();
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            ECKey fresh = new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            Files.writeString(file, fresh.toJSONString(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key could be made.", e);
        }
    }
}
