package uk.tocsin.publicfeed.site;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The index of CAP alerts, in Atom: an entry for each message, with a link to it. */
final class CapIndex {

    private CapIndex() {}

    /** Every message that can be read: what a withdrawal took back is left out, as its text no longer stands. */
    static Stream<CapAlert> alerts(NoticeBoard board, URI baseUrl, String status, Texts texts) {
        return board.incidents().stream().flatMap(incident -> alerts(incident, board, baseUrl, status, texts));
    }

    /** The messages of one incident that can be read. */
    static Stream<CapAlert> alerts(BoardIncident incident, NoticeBoard board, URI baseUrl, String status, Texts texts) {
        return IntStream.range(0, incident.history().size())
                .filter(incident::isReadable)
                .mapToObj(at -> new CapAlert(incident, at, board, baseUrl, status, texts));
    }

    /** At most {@code limit} entries, the latest first. */
    static byte[] write(String title, URI baseUrl, Stream<CapAlert> alerts, int limit) {
        List<CapAlert> latest = alerts.sorted(
                        Comparator.comparing(CapAlert::sent).reversed().thenComparing(CapAlert::identifier))
                .limit(limit)
                .toList();
        Feed feed = new Feed("atom_1.0");
        feed.setId(baseUrl + Addresses.CAP_INDEX);
        feed.setTitle(Words.printable(title));
        feed.setUpdated(Date.from(
                latest.stream().map(CapAlert::sent).max(Instant::compareTo).orElse(Instant.EPOCH)));
        feed.setAuthors(List.of(person(Words.printable(title))));
        feed.setOtherLinks(List.of(link("self", "application/atom+xml", baseUrl + Addresses.CAP_INDEX)));
        feed.setEntries(latest.stream().map(CapIndex::entry).toList());
        try {
            return new WireFeedOutput().outputString(feed).getBytes(StandardCharsets.UTF_8);
        } catch (FeedException e) {
            throw new IllegalStateException("the index of alerts cannot be written", e);
        }
    }

    private static Entry entry(CapAlert alert) {
        Content summary = new Content();
        summary.setType("text");
        summary.setValue(alert.kindInWords());
        Entry entry = new Entry();
        entry.setId(alert.address());
        entry.setTitle(Words.printable(alert.title()));
        entry.setUpdated(Date.from(alert.sent()));
        entry.setAuthors(List.of(person(Words.printable(alert.council()))));
        entry.setSummary(summary);
        entry.setAlternateLinks(List.of(link("alternate", CapAlert.TYPE, alert.address())));
        return entry;
    }

    private static Link link(String relation, String type, String address) {
        Link link = new Link();
        link.setRel(relation);
        link.setType(type);
        link.setHref(address);
        return link;
    }

    private static Person person(String name) {
        Person person = new Person();
        person.setName(name);
        return person;
    }
}
