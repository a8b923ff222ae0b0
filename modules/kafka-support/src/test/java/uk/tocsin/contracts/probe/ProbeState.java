package uk.tocsin.contracts.probe;

/** The enum of {@link ProbeNotice}, as Avro's generator would write it. */
public enum ProbeState {
    OPEN,
    CLOSED
}
