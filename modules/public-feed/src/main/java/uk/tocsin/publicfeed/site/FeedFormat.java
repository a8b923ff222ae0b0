package uk.tocsin.publicfeed.site;

import java.util.Arrays;
import java.util.Optional;

/** The formats that a feed comes in. */
enum FeedFormat {
    /** RFC 4287. */
    ATOM("atom", "application/atom+xml;charset=UTF-8", "Atom"),
    /** JSON Feed 1.1. */
    JSON("json", "application/feed+json", "JSON"),
    /** RSS 2.0, for readers that know no other. */
    RSS("rss", "application/rss+xml;charset=UTF-8", "RSS");

    private final String extension;
    private final String type;
    private final String label;

    FeedFormat(String extension, String type, String label) {
        this.extension = extension;
        this.type = type;
        this.label = label;
    }

    /** The format of a file such as {@code feed.atom}. */
    static Optional<FeedFormat> ofFile(String name) {
        return Arrays.stream(values())
                .filter(format -> name.equals("feed." + format.extension))
                .findFirst();
    }

    public String extension() {
        return extension;
    }

    /** Its media type, with the character set where the type has one. */
    String type() {
        return type;
    }

    /** Its media type alone, for links. */
    public String linkType() {
        return type.split(";", 2)[0];
    }

    public String label() {
        return label;
    }
}
