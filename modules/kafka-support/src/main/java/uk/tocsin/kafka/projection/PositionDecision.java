package uk.tocsin.kafka.projection;

/** What a missing or present position means, given whether the partition was ever read by the group. */
enum PositionDecision {
    /** Go on where the group was. */
    CONTINUE,
    /** Go on, and write down that the group reads here: it stopped between its first commit and its marker. */
    CONTINUE_AND_MARK,
    /** Never read before: begin at the beginning. */
    BEGIN,
    /** Read before, and the position is gone. */
    LOST;

    static PositionDecision of(boolean positionKnown, boolean marked) {
        if (positionKnown) {
            return marked ? CONTINUE : CONTINUE_AND_MARK;
        }
        return marked ? LOST : BEGIN;
    }
}
