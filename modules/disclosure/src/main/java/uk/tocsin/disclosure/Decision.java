package uk.tocsin.disclosure;

import java.util.Optional;

/**
 * What a reader gets of an event: a projection, or nothing and the reason.
 *
 * @param <T> the type of projection, which has no field for what the reader may not see
 */
public sealed interface Decision<T> {

    /** The reader gets this. */
    record Disclosed<T>(T projection) implements Decision<T> {}

    /** The reader gets nothing. */
    record Withheld<T>(Reason reason) implements Decision<T> {}

    /** The projection, if there is one. */
    default Optional<T> disclosed() {
        return this instanceof Disclosed<T> disclosed ? Optional.of(disclosed.projection()) : Optional.empty();
    }

    static <T> Decision<T> disclose(T projection) {
        return new Disclosed<>(projection);
    }

    static <T> Decision<T> withhold(Reason reason) {
        return new Withheld<>(reason);
    }

    /** Why nothing is disclosed. */
    enum Reason {
        /** The event says nothing to this kind of reader. */
        NO_SECTION,
        /** The member is not in the audience. */
        NOT_IN_AUDIENCE,
        /** The member is not in the directory, or has left it. */
        UNKNOWN_MEMBER,
        /** TLP:RED is for people, not for a topic that an organisation reads. */
        LABEL_IS_RED,
        /** TLP:AMBER+STRICT goes only to members named one by one. */
        NOT_NAMED_FOR_STRICT,
        /** The label is none that this hub knows. */
        UNKNOWN_LABEL,
        /** The publisher knows its own event. */
        IS_PUBLISHER,
        /** How far a service status goes is not known, or not this far. */
        NOT_SHARED_SO_FAR,
        /** The reader holds none of the roles that may read this; of a member's inbox, the role partner. */
        NO_ROLE
    }
}
