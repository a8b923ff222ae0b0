package uk.tocsin.hub.cli;

import java.net.URI;

/** No hub answers at the address. */
final class HubUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HubUnreachable(URI address, Throwable cause) {
        super("no hub answers at " + address + "; start one with ./tocsin up, or name another with --hub.", cause);
    }
}
