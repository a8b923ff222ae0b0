package uk.tocsin.publicfeed.email;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a resident wants to be told of.
 *
 * @param councils member ids; empty for all
 * @param services the parts of service ids that councils share, such as {@code planning}; empty for all
 */
record Wish(NavigableSet<String> councils, NavigableSet<String> services) {

    Wish {
        councils = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(councils));
        services = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(services));
    }

    /**
     * Whether a notice is wanted. One that names no service is about the council as a whole: it is wanted whatever services
     * were chosen.
     */
    boolean covers(Said said) {
        return (councils.isEmpty() || councils.contains(said.publisher()))
                && (services.isEmpty()
                        || said.services().isEmpty()
                        || said.services().stream().anyMatch(services::contains));
    }
}
