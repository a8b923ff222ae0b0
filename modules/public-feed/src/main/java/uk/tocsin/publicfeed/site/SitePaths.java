package uk.tocsin.publicfeed.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every path of the public site at which something is, for whoever copies it. */
final class SitePaths {

    private SitePaths() {}

    /**
     * The paths of a board, in order.
     *
     * @param alerts of CAP
     */
    static List<String> of(NoticeBoard board, Stream<CapAlert> alerts) {
        Set<String> paths = new TreeSet<>(List.of(
                Addresses.HOME,
                Addresses.ARCHIVE,
                Addresses.NOT_AFFECTED,
                Addresses.FOLLOW,
                Addresses.ACCESSIBILITY,
                Addresses.CAP_INDEX));
        ListPages.months(board).keySet().forEach(month -> paths.add(Addresses.archive(month)));
        addFeeds(paths, "");
        StatuspageAnswers.FILES.forEach(file -> paths.add("/api/v2/" + file));
        for (BoardMember member : board.members()) {
            String path = Addresses.council(member.id());
            paths.addAll(List.of(path, path + "/badge.svg", path + "/banner", path + "/service-status.json"));
            addFeeds(paths, path);
            StatuspageAnswers.FILES.forEach(file -> paths.add(path + "/api/v2/" + file));
        }
        board.slugs().forEach(slug -> addPageWithFeeds(paths, Addresses.service(slug)));
        board.incidents().forEach(incident -> addPageWithFeeds(paths, Addresses.incident(incident.id())));
        alerts.forEach(alert ->
                paths.add(Addresses.cap(alert.incident().id(), alert.entry().revision())));
        return new ArrayList<>(paths);
    }

    private static void addPageWithFeeds(Set<String> paths, String path) {
        paths.add(path);
        addFeeds(paths, path);
    }

    private static void addFeeds(Set<String> paths, String under) {
        for (FeedFormat format : FeedFormat.values()) {
            paths.add(under + "/feed." + format.extension());
        }
    }
}
