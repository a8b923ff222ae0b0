package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.web.util.UriUtils;

/** Where things are found, and the ids by which feed readers know them. */
final class Addresses {

    static final String ATOM = "/feed.atom";
    static final String JSON = "/feed.json";

    private Addresses() {}

    /** Path of the page of an incident. */
    static String path(String incidentId) {
        return "/incidents/" + UriUtils.encodePathSegment(incidentId, StandardCharsets.UTF_8);
    }

    /** Full address of the page of an incident. */
    static String page(URI baseUrl, String incidentId) {
        return baseUrl + path(incidentId);
    }

    /** Full address of a council's part of the first page. */
    static String council(URI baseUrl, String memberId) {
        return baseUrl + "/#" + UriUtils.encodeFragment(memberId, StandardCharsets.UTF_8);
    }

    /** Id of an incident in feeds: made from its own id alone, so it stays when the site moves or changes its name. */
    static String incidentFeedId(String incidentId) {
        return feedId("incident:" + incidentId);
    }

    /** Id of a service in feeds, which may have the same id as an incident of its council. */
    static String serviceFeedId(String serviceId) {
        return feedId("service:" + serviceId);
    }

    private static String feedId(String subject) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("tocsin:" + subject).getBytes(StandardCharsets.UTF_8));
    }
}
