package uk.tocsin.kafka.registry;

/**
 * What the registry asks of a new schema under a subject before it takes it in, in the words of its REST API.
 *
 * <p>Backward: the new schema reads what the last one wrote. Forward: the last one reads what the new one writes. Full:
 * both. The transitive levels ask it of every earlier schema and not of the last one only.
 */
public enum Compatibility {
    /** Anything that parses. It is what a registry starts with, and never enough for a history kept for ever. */
    NONE,
    /** Readers first. */
    BACKWARD,
    /** Readers first, over the whole history. */
    BACKWARD_TRANSITIVE,
    /** Writers first. */
    FORWARD,
    /** Writers first, over the whole history. */
    FORWARD_TRANSITIVE,
    /** In any order. */
    FULL,
    /** In any order, over the whole history: the level of every contract, because a topic is replayed from its start. */
    FULL_TRANSITIVE
}
