package uk.tocsin.bench.stack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Signs tokens with the key of a hub on this machine, as its command {@code token} does, for hundreds of members. */
final class Tokens {

    private static final Duration LIFE = Duration.ofHours(1);

    private final ECKey key;

    /** With the key in that file. */
    Tokens(Path file) {
        try {
            key = ECKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " holds no key", e);
        }
    }

    /** A token for someone of that member in that role. */
    String token(String member, String role) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer("urn:tocsin:embedded")
                        .audience("tocsin")
                        .subject(member)
                        .expirationTime(Date.from(Instant.now().plus(LIFE)))
                        .claim("member", member)
                        .claim("roles", List.of(role))
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("no token could be signed", e);
        }
        return token.serialize();
    }
}
