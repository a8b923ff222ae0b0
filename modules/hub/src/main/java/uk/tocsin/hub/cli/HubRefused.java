package uk.tocsin.hub.cli;

/** The hub, or the broker, answered no; the message repeats its reason. */
final class HubRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HubRefused(String message) {
        super(message);
    }
}
