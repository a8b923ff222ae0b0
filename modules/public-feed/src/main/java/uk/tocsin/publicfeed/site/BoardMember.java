package uk.tocsin.publicfeed.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PublicNotice;

/**
 * Who speaks, as its latest notice has it: the site has no directory.
 *
 * @param id the member id
 * @param name its name; its id while no notice has said the name
 * @param region its region, where one was said
 * @param gssCode its boundary code, where one was said
 * @param saidAt when the notice that says so was recorded, UTC
 */
record BoardMember(
        String id,
        String name,
        @Nullable String region,
        @Nullable String gssCode,
        Instant saidAt) {

    static BoardMember of(PublicNotice notice) {
        return new BoardMember(
                notice.getPublisher(),
                notice.getPublisherName().isBlank() ? notice.getPublisher() : notice.getPublisherName(),
                notice.getPublisherRegion(),
                notice.getPublisherGssCode(),
                notice.getRecordedAt());
    }

    /** The member after {@code notice}. One without a name, and one older than what is known, changes nothing. */
    BoardMember with(PublicNotice notice) {
        boolean named = !notice.getPublisherName().isBlank();
        boolean isLater = name.equals(id) || !notice.getRecordedAt().isBefore(saidAt);
        return named && isLater ? of(notice) : this;
    }
}
