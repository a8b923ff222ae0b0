package uk.tocsin.publicfeed.site;

import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.feed.synd.SyndLinkImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Writes entries as Atom (RFC 4287). */
final class AtomFeed {

    private AtomFeed() {}

    /**
     * The whole document.
     *
     * @throws IllegalStateException when the entries make no Atom document, which only a fault of this module can cause
     */
    static String write(PublicFeedProperties properties, List<FeedEntry> entries) {
        String self = properties.baseUrl() + Addresses.ATOM;
        SyndFeed feed = new SyndFeedImpl();
        feed.setFeedType("atom_1.0");
        feed.setUri(self);
        feed.setTitle(Words.printable(properties.title()));
        feed.setAuthor(Words.printable(properties.title()));
        feed.setLinks(List.of(link("self", self), link("alternate", properties.baseUrl() + "/")));
        feed.setPublishedDate(Date.from(updated(entries)));
        feed.setEntries(entries.stream().map(AtomFeed::entry).toList());
        try {
            return new SyndFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("The public feed cannot be written as Atom", e);
        }
    }

    /** When the latest entry changed; the beginning of time for a feed without any. */
    static Instant updated(List<FeedEntry> entries) {
        return entries.stream().map(FeedEntry::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private static SyndEntry entry(FeedEntry from) {
        SyndContentImpl content = new SyndContentImpl();
        content.setType("text");
        content.setValue(from.text());
        SyndEntryImpl entry = new SyndEntryImpl();
        entry.setUri(from.id());
        entry.setLink(from.url());
        entry.setTitle(from.title());
        entry.setAuthor(from.author());
        entry.setPublishedDate(Date.from(from.published()));
        entry.setUpdatedDate(Date.from(from.updated()));
        entry.setContents(List.of(content));
        return entry;
    }

    private static SyndLink link(String relation, String address) {
        SyndLink link = new SyndLinkImpl();
        link.setRel(relation);
        link.setHref(address);
        return link;
    }
}
