package uk.tocsin.partnerfanout.endpoint;

import org.jspecify.annotations.Nullable;

/** What came of one attempt to send. */
public sealed interface Answer {

    /**
     * The endpoint answered.
     *
     * @param retryAfter the header as it was sent, or null
     * @param text how the answer begins, at most 1 KiB
     */
    record Status(int status, @Nullable String retryAfter, String text) implements Answer {}

    /**
     * A mail server answered.
     *
     * @param reply as SMTP has it, from 200 to 599
     * @param text what it said, at most 1 KiB
     */
    record Mail(int reply, String text) implements Answer {}

    /**
     * The endpoint did not answer, or not to its end.
     *
     * @param fault what kind of fault
     * @param detail in one line, for whoever owns the endpoint
     */
    record None(Fault fault, String detail) implements Answer {}

    /** Why there is no answer. */
    enum Fault {
        /** The host has no address that may be called. */
        ADDRESS_REFUSED,
        /** There is no such host. */
        UNKNOWN_HOST,
        /** No connection, or one that broke. */
        NETWORK,
        /** The certificate, or what was agreed about encryption. */
        TLS,
        /** Too slow. */
        TIMEOUT
    }
}
