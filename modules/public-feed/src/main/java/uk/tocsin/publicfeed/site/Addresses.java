package uk.tocsin.publicfeed.site;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.web.util.UriUtils;

/** Where things are found, as paths from the root of the site, and the ids by which feed readers know them. */
final class Addresses {

    static final String HOME = "/";
    static final String ARCHIVE = "/archive";
    static final String NOT_AFFECTED = "/not-affected";
    static final String FOLLOW = "/follow";
    static final String ACCESSIBILITY = "/accessibility";
    static final String CAP_INDEX = "/cap.atom";

    private Addresses() {}

    static String incident(String incidentId) {
        return "/incidents/" + segment(incidentId);
    }

    static String council(String memberId) {
        return "/councils/" + segment(memberId);
    }

    /** A service across councils, by the part of its id that councils share. */
    static String service(String slug) {
        return "/services/" + segment(slug);
    }

    static String archive(YearMonth month) {
        return ARCHIVE + "/" + month;
    }

    static String cap(String incidentId, int revision) {
        return "/cap/" + segment(incidentId) + "/" + revision + ".xml";
    }

    /** Id of an incident in feeds: made from its own id alone, so it stays when the site moves or changes its name. */
    static String incidentFeedId(String incidentId) {
        return feedId("incident:" + incidentId);
    }

    /** Id of a service in feeds, which may have the same id as an incident of its council. */
    static String serviceFeedId(String serviceId) {
        return feedId("service:" + serviceId);
    }

    private static String segment(String text) {
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }

    private static String feedId(String subject) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("tocsin:" + subject).getBytes(StandardCharsets.UTF_8));
    }
}
