package uk.tocsin.bench.latency;

/**
 * When each event is due. A latency is counted from then, not from when it could be sent at last: whoever waits because
 * the hub is slow would otherwise not be seen to wait (coordinated omission).
 *
 * @param start of the first event, as {@link System#nanoTime()} has it
 * @param perSecond events a second, above 0
 */
record Timeline(long start, double perSecond) {

    private static final double NANOS = 1e9;

    /** When the event of that number, from 0, is due. */
    long due(int index) {
        return start + Math.round(index * NANOS / perSecond);
    }
}
