package uk.tocsin.publicfeed.site;

/**
 * How much a board holds: memory is bounded by what is shown, and not by how much was ever said.
 *
 * @param incidents most incidents; those that ended longest ago make room
 * @param notices most notices of one incident; the first and the latest stay
 */
record BoardLimits(int incidents, int notices) {

    static final BoardLimits DEFAULT = new BoardLimits(5_000, 200);
}
