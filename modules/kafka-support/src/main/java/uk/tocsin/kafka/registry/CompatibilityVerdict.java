package uk.tocsin.kafka.registry;

import java.util.List;

/**
 * The registry's answer to "would you take this schema?", asked without registering it.
 *
 * @param compatible whether it would be taken
 * @param reasons what stands against it, in the registry's own words; empty if nothing does
 */
public record CompatibilityVerdict(boolean compatible, List<String> reasons) {

    /** Keeps a copy of the reasons. */
    public CompatibilityVerdict {
        reasons = List.copyOf(reasons);
    }
}
