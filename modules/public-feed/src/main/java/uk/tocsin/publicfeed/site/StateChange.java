package uk.tocsin.publicfeed.site;

import java.time.Instant;
import uk.tocsin.contracts.ServiceState;

/**
 * From when on a service was in a state.
 *
 * @param from when its council said so, UTC
 * @param state the state
 */
record StateChange(Instant from, ServiceState state) {}
