package uk.tocsin.publicfeed.email;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.kafka.sealing.Seal;

/**
 * Seals what is kept of a resident. Each resident has a key of its own, which is kept sealed under the key of the settings: with
 * the resident's key gone from the log, nothing that was ever sealed under it can be opened again, by nobody.
 */
final class Vault {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Seal seal;

    Vault(Seal seal) {
        this.seal = seal;
    }

    /** What is sealed under a resident's key. */
    private record Kept(String address, List<Subscription.Since> wishes) {}

    /** A new key of a resident, sealed. */
    byte[] newKey(UUID residentId) {
        return seal.seal(seal.randomBytes(Seal.KEY_BYTES), keyContext(residentId));
    }

    /**
     * A resident's key, the same, sealed anew under the key of the settings; empty when it is sealed under that already.
     *
     * @throws IllegalArgumentException when no key of the settings opens it, or it is another resident's
     */
    Optional<byte[]> renewed(UUID residentId, byte[] sealedKey) {
        return seal.renewed(sealedKey, keyContext(residentId));
    }

    /**
     * Seals a subscription under its resident's key.
     *
     * @throws IllegalArgumentException when that key was sealed under another one or for another resident
     */
    byte[] close(Subscription subscription, byte[] sealedKey) {
        byte[] kept = JSON.writeValueAsBytes(new Kept(subscription.address(), subscription.wishes()));
        return under(sealedKey, subscription.residentId()).seal(kept, context(subscription.residentId()));
    }

    /**
     * Opens a subscription.
     *
     * @throws IllegalArgumentException when the key or the subscription belongs to somebody else or was changed
     */
    Subscription open(UUID residentId, byte[] sealed, byte[] sealedKey) {
        try {
            Kept kept = JSON.readValue(under(sealedKey, residentId).open(sealed, context(residentId)), Kept.class);
            return new Subscription(residentId, kept.address(), kept.wishes());
        } catch (JacksonException e) {
            // Without its cause, which may show what it could not read.
            throw new IllegalArgumentException("a subscription is not what was kept");
        }
    }

    private Seal under(byte[] sealedKey, UUID residentId) {
        SecretKey own = Seal.key(seal.open(sealedKey, keyContext(residentId)));
        return seal.under(own);
    }

    private static String keyContext(UUID residentId) {
        return "resident-key:" + residentId;
    }

    private static String context(UUID residentId) {
        return "resident:" + residentId;
    }
}
