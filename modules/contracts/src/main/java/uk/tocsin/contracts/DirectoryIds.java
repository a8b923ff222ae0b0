package uk.tocsin.contracts;

import org.jspecify.annotations.NullMarked;

/** Keys of {@link Topics#DIRECTORY}. */
@NullMarked
public final class DirectoryIds {

    private DirectoryIds() {}

    public static String member(String memberId) {
        return "member:" + memberId;
    }

    public static String circle(String circleId) {
        return "circle:" + circleId;
    }

    public static String subscription(String subscriptionId) {
        return "subscription:" + subscriptionId;
    }
}
