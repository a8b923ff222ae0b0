package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the public pages and feeds.
 *
 * @param title name of the site, shown on every page and as the title of the feeds
 * @param baseUrl address under which the public reaches the pages, without a slash at its end; used for links in feeds
 * @param feedEntries how many subjects a feed lists, the latest first; 1 to 1000
 * @param statuspageIncidents how many incidents {@code /api/v2/incidents.json} lists, the latest first; 1 to 1000
 * @param capStatus the status of CAP alerts: {@code Actual}, or {@code Exercise} or {@code Test} while it is one
 * @param contact how the public reaches whoever runs the site, shown in the accessibility statement
 * @param cachedAnswers how many answers are kept ready; 10 to 100000
 * @param maxIncidents how many incidents are held and shown; those that ended longest ago make room; 1 to 1000000
 * @param maxNoticesPerIncident how many notices of one incident are; the first and the latest stay; 2 to 100000
 * @param exportTo folder to which the whole site is written as files again and again; {@code site} in it is what to serve.
 *     Empty: it is not
 * @param exportEvery how often the files are written at most, when something changed; a second to an hour
 * @param exportAtLeastEvery how often they are written when nothing changed, so that their age says whether they still are;
 *     not less than {@code exportEvery}
 * @param maxEventReaders how many readers of live updates at a time; the next is told to come back later; 0 to 100000
 * @param cacheFor how long a browser or cache may keep a page or feed; zero for not at all, at most an hour
 * @param emailAt where residents subscribe to email, as a path of this site or a whole address; linked from every page. Empty:
 *     nowhere
 * @param pollTimeout how long one wait for notices lasts, at most a minute
 * @param retryAfter how long the reader of notices waits after a failure before it starts again
 */
@ConfigurationProperties("tocsin.public-feed")
record PublicFeedProperties(
        @DefaultValue("Council service and security notices")
        String title,

        @DefaultValue("http://127.0.0.1:8080") URI baseUrl,
        @DefaultValue("100") int feedEntries,
        @DefaultValue("50") int statuspageIncidents,
        @DefaultValue("Actual") String capStatus,

        @DefaultValue("Ask the council that published the notice.")
        String contact,

        @DefaultValue("5000") int cachedAnswers,
        @DefaultValue("5000") int maxIncidents,
        @DefaultValue("200") int maxNoticesPerIncident,
        @DefaultValue("") String exportTo,
        @DefaultValue("30s") Duration exportEvery,
        @DefaultValue("15m") Duration exportAtLeastEvery,
        @DefaultValue("5000") int maxEventReaders,
        @DefaultValue("10s") Duration cacheFor,
        @DefaultValue("") String emailAt,
        @DefaultValue("500ms") Duration pollTimeout,
        @DefaultValue("5s") Duration retryAfter) {

    PublicFeedProperties {
        require(!title.isBlank(), "title", title, "some text");
        require(
                isSite(baseUrl),
                "baseUrl",
                baseUrl,
                "an http or https address with a host, without query and without a slash at its end");
        require(feedEntries >= 1 && feedEntries <= 1000, "feedEntries", feedEntries, "1 to 1000");
        require(
                statuspageIncidents >= 1 && statuspageIncidents <= 1000,
                "statuspageIncidents",
                statuspageIncidents,
                "1 to 1000");
        require(
                Set.of("Actual", "Exercise", "Test").contains(capStatus),
                "capStatus",
                capStatus,
                "Actual, Exercise or Test");
        require(!contact.isBlank(), "contact", contact, "some text");
        require(cachedAnswers >= 10 && cachedAnswers <= 100_000, "cachedAnswers", cachedAnswers, "10 to 100000");
        require(maxIncidents >= 1 && maxIncidents <= 1_000_000, "maxIncidents", maxIncidents, "1 to 1000000");
        require(
                maxNoticesPerIncident >= 2 && maxNoticesPerIncident <= 100_000,
                "maxNoticesPerIncident",
                maxNoticesPerIncident,
                "2 to 100000");
        require(
                exportEvery.compareTo(Duration.ofSeconds(1)) >= 0 && exportEvery.compareTo(Duration.ofHours(1)) <= 0,
                "exportEvery",
                exportEvery,
                "a second to an hour");
        require(
                exportAtLeastEvery.compareTo(exportEvery) >= 0,
                "exportAtLeastEvery",
                exportAtLeastEvery,
                "not less than exportEvery");
        require(maxEventReaders >= 0 && maxEventReaders <= 100_000, "maxEventReaders", maxEventReaders, "0 to 100000");
        require(
                !cacheFor.isNegative() && cacheFor.compareTo(Duration.ofHours(1)) <= 0,
                "cacheFor",
                cacheFor,
                "zero to one hour");
        require(
                emailAt.isEmpty() || emailAt.startsWith("/") || emailAt.startsWith("https://"),
                "emailAt",
                emailAt,
                "a path or an https address");
        require(
                isPositive(pollTimeout) && pollTimeout.compareTo(Duration.ofMinutes(1)) <= 0,
                "pollTimeout",
                pollTimeout,
                "a positive duration of at most a minute");
        require(isPositive(retryAfter), "retryAfter", retryAfter, "a positive duration");
    }

    BoardLimits limits() {
        return new BoardLimits(maxIncidents, maxNoticesPerIncident);
    }

    private static boolean isSite(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && !uri.toString().endsWith("/");
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void require(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
        }
    }
}
