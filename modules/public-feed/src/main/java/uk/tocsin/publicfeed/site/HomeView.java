package uk.tocsin.publicfeed.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first page shows; everything in it is ready to print.
 *
 * @param summary in one sentence how much is affected
 * @param councils every council that has ever published, those affected first
 * @param ended incidents that no longer go on, or never did
 */
record HomeView(String summary, List<Council> councils, List<IncidentLink> ended) {

    /**
     * One council.
     *
     * @param id anchor on the page
     * @param name its name
     * @param affected whether a service is affected or an incident is open
     * @param services its services, those affected first
     * @param incidents its open incidents, the latest first
     */
    record Council(String id, String name, boolean affected, List<ServiceRow> services, List<IncidentLink> incidents) {}

    /**
     * One service.
     *
     * @param name as residents know it
     * @param state in words and colour
     * @param details what else is said of it, a sentence each
     */
    record ServiceRow(String name, Tag state, List<String> details) {}

    /**
     * One incident in a list.
     *
     * @param href address of its page
     * @param headline its latest headline, or that it is withdrawn
     * @param council who speaks of it
     * @param standing in words and colour
     * @param updated when the last notice was recorded
     * @param nextUpdate what was promised of the next update, or null where there will be none
     */
    record IncidentLink(
            String href,
            String headline,
            String council,
            Tag standing,
            String updated,
            @Nullable String nextUpdate) {}
}
