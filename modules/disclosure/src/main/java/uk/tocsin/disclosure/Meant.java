package uk.tocsin.disclosure;

import java.util.Optional;
import uk.tocsin.contracts.Tlp;

/** Addressees, looked up in one directory, so that member after member can be held against them. */
record Meant(Directory directory, Recipients recipients, Tlp tlp) {

    static Meant by(Addressees addressees, Directory directory) {
        return new Meant(directory, Recipients.of(addressees.audience(), directory), addressees.tlp());
    }

    /** Why {@code memberId} is not meant, or empty when it is. */
    Optional<Decision.Reason> whyNot(String memberId) {
        return Recipients.whyNoPartner(memberId, directory).or(() -> recipients.whyNot(memberId, tlp));
    }
}
