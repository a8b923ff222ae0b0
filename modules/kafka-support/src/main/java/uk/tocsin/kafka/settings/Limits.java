package uk.tocsin.kafka.settings;

import java.time.Duration;

/** Refuses settings that make no sense as limits. Everything has a limit, so that every module asks the same of many. */
public final class Limits {

    private Limits() {}

    /**
     * Lets a number pass that is more than nought.
     *
     * @param key the last part of the setting's name, for whoever has to mend it
     * @throws IllegalArgumentException for any other
     */
    public static void requirePositive(String key, int value) {
        if (value <= 0) {
            throw wrong(key, value, "a positive number");
        }
    }

    /**
     * Lets a time pass that is more than nought.
     *
     * @param key the last part of the setting's name
     * @throws IllegalArgumentException for any other
     */
    public static void requirePositive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw wrong(key, value, "a positive duration");
        }
    }

    /**
     * Lets a number pass that is within bounds.
     *
     * @param key the last part of the setting's name, with the unit where there is one
     * @throws IllegalArgumentException for one under {@code least} or over {@code most}
     */
    public static void requireBetween(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw wrong(key, value, least + " to " + most);
        }
    }

    private static IllegalArgumentException wrong(String key, Object value, String expected) {
        return new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }
}
