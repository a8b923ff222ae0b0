package uk.tocsin.publicfeed.email;

import java.time.Duration;
import java.util.List;
import uk.tocsin.publicfeed.site.PublicPages;

/** The note about addresses, with the times that this process keeps. */
final class PrivacyNote {

    /** How long a closed segment may lie before it is compacted, after it was closed by the sweep: as topics are made. */
    private static final Duration COMPACTED_WITHIN = Duration.ofHours(2);

    private PrivacyNote() {}

    /** One part of the note, ready to print. */
    record Part(String heading, List<String> lines) {}

    static List<Part> parts(PublicPages pages, PublicEmailProperties properties) {
        long link = Letters.hours(properties.linkValidFor());
        long gone = Letters.hours(properties.sweepEvery().plus(COMPACTED_WITHIN));
        return List.of(
                part(
                        pages.say("email-privacy.what"),
                        pages.say("email-privacy.what-held"),
                        pages.say("email-privacy.what-counted")),
                part(pages.say("email-privacy.why"), pages.say("email-privacy.why-sent")),
                part(pages.say("email-privacy.who"), pages.say("email-privacy.who-sees")),
                part(pages.say("email-privacy.how"), pages.say("email-privacy.how-kept")),
                part(
                        pages.say("email-privacy.long"),
                        pages.say("email-privacy.long-unproved", link),
                        pages.say("email-privacy.long-proved"),
                        pages.say("email-privacy.long-ended", gone)),
                part(pages.say("email-privacy.rights"), pages.say("email-privacy.rights-are")),
                part(pages.say("email-privacy.contact"), pages.contact()));
    }

    private static Part part(String heading, String... lines) {
        return new Part(heading, List.of(lines));
    }
}
