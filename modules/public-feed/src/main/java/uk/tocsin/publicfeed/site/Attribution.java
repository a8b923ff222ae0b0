package uk.tocsin.publicfeed.site;

import java.util.ArrayList;
import java.util.List;
import uk.tocsin.contracts.PublicIncident;

/**
 * Who says it. The publisher is proven, as only it may write to its topic; signatories are what the publisher claims. A
 * reader always sees the first, and sees the second as a claim.
 */
final class Attribution {

    private Attribution() {}

    /** In one sentence who published the notice, and whose statement it says it is. */
    static String of(BoardIncident incident, PublicIncident content, NoticeBoard board) {
        String published = "Published by " + board.nameOf(incident.publisher());
        List<String> others = new ArrayList<>();
        for (int at = 0; at < content.getSignatories().size(); at++) {
            if (!content.getSignatories().get(at).equals(incident.publisher())) {
                others.add(name(content, at, board));
            }
        }
        if (others.isEmpty()) {
            return published + ".";
        }
        boolean isJoint = content.getSignatories().contains(incident.publisher());
        return published + ", which says that this is " + (isJoint ? "also " : "") + "the statement of "
                + Words.list(others) + ".";
    }

    private static String name(PublicIncident content, int at, NoticeBoard board) {
        List<String> names = content.getSignatoryNames();
        return at < names.size()
                ? names.get(at)
                : board.nameOf(content.getSignatories().get(at));
    }
}
