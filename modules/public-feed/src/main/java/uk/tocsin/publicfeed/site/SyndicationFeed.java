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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;

/**
 * Writes entries as Atom (RFC 4287) or RSS 2.0. In Atom, an entry that was withdrawn is also marked as deleted (RFC 6721):
 * a reader that knows the mark removes it, and any other overwrites the words that no longer stand.
 *
 * @param title of the feed
 * @param scope what it is about
 * @param baseUrl address of the site
 */
record SyndicationFeed(String title, Scope scope, URI baseUrl) {

    private static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");
    private static final Namespace TOMBSTONES = Namespace.getNamespace("at", "http://purl.org/atompub/tombstones/1.0");

    byte[] atom(List<FeedEntry> entries) {
        SyndFeed feed = feed("atom_1.0", entries);
        String self = baseUrl + scope.feed(FeedFormat.ATOM);
        feed.setUri(self);
        feed.setAuthor(Words.printable(title));
        feed.setLinks(List.of(link("self", self), link("alternate", baseUrl + scope.page())));
        feed.setForeignMarkup(new ArrayList<>(entries.stream()
                .filter(FeedEntry::isWithdrawn)
                .map(SyndicationFeed::tombstone)
                .toList()));
        return written(feed);
    }

    byte[] rss(List<FeedEntry> entries) {
        SyndFeed feed = feed("rss_2.0", entries);
        feed.setLink(baseUrl + scope.page());
        feed.setDescription(Words.printable(title));
        Element self = new Element("link", ATOM)
                .setAttribute("rel", "self")
                .setAttribute("type", FeedFormat.RSS.linkType())
                .setAttribute("href", baseUrl + scope.feed(FeedFormat.RSS));
        feed.setForeignMarkup(new ArrayList<>(List.of(self)));
        // An author of RSS is an e-mail address; the council is named in the title of each entry.
        feed.getEntries().forEach(entry -> entry.setAuthor(null));
        return written(feed);
    }

    private SyndFeed feed(String type, List<FeedEntry> entries) {
        SyndFeed feed = new SyndFeedImpl();
        feed.setFeedType(type);
        feed.setLanguage("en-GB");
        feed.setTitle(Words.printable(title));
        feed.setPublishedDate(Date.from(FeedEntries.updated(entries)));
        feed.setEntries(entries.stream().map(this::entry).toList());
        return feed;
    }

    private SyndEntry entry(FeedEntry from) {
        SyndContentImpl content = new SyndContentImpl();
        content.setType("text");
        content.setValue(from.text());
        SyndEntryImpl entry = new SyndEntryImpl();
        entry.setUri(from.id());
        entry.setLink(baseUrl + from.path());
        entry.setTitle(from.title());
        entry.setAuthor(from.author());
        entry.setPublishedDate(Date.from(from.published()));
        entry.setUpdatedDate(Date.from(from.updated()));
        entry.setContents(List.of(content));
        return entry;
    }

    private static Element tombstone(FeedEntry entry) {
        return new Element("deleted-entry", TOMBSTONES)
                .setAttribute("ref", entry.id())
                .setAttribute("when", entry.updated().toString());
    }

    private static SyndLink link(String relation, String address) {
        SyndLink link = new SyndLinkImpl();
        link.setRel(relation);
        link.setHref(address);
        return link;
    }

    private static byte[] written(SyndFeed feed) {
        try {
            return new SyndFeedOutput().outputString(feed).getBytes(StandardCharsets.UTF_8);
        } catch (FeedException e) {
            throw new IllegalStateException("the public feed cannot be written as " + feed.getFeedType(), e);
        }
    }
}
