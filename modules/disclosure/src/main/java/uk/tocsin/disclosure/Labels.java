package uk.tocsin.disclosure;

import java.util.List;
import java.util.Optional;
import uk.tocsin.contracts.Tlp;

/**
 * TLP 2.0 labels as they are written, and their order. Exact values of FIRST's standard of August 2022; labels are never
 * translated. {@code TLP:WHITE}, the name in version 1, is not a label any more and is refused.
 */
public final class Labels {

    private static final List<Tlp> RISING =
            List.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED, Tlp.UNKNOWN);

    private Labels() {}

    /** The label as it is written, such as {@code TLP:AMBER+STRICT}; UNKNOWN is written {@code TLP:UNKNOWN}. */
    public static String written(Tlp tlp) {
        return "TLP:" + (tlp == Tlp.AMBER_STRICT ? "AMBER+STRICT" : tlp.name());
    }

    /** Reads a label; anything but the five exact values is empty. */
    public static Optional<Tlp> read(String text) {
        for (Tlp tlp : Tlp.values()) {
            if (tlp != Tlp.UNKNOWN && written(tlp).equals(text)) {
                return Optional.of(tlp);
            }
        }
        return Optional.empty();
    }

    /** The more restrictive of the two; an unknown label is the most restrictive of all. */
    public static Tlp stricter(Tlp one, Tlp other) {
        return RISING.get(Math.max(rank(one), rank(other)));
    }

    private static int rank(Tlp tlp) {
        return RISING.indexOf(tlp);
    }
}
