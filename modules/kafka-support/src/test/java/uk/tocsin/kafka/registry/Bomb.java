package uk.tocsin.kafka.registry;

/** A class that a hostile record could name: loading it leaves a trace. */
final class Bomb {

    static {
        System.setProperty("tocsin.test.bomb", "went off");
    }

    private Bomb() {}
}
