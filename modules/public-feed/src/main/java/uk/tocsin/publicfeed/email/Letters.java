package uk.tocsin.publicfeed.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.mail.Letter;
import uk.tocsin.publicfeed.site.PublicPages;

/** Writes the two kinds of letters. What is said of a notice is what the site says of it, and made of that notice alone. */
final class Letters {

    private static final String PARAGRAPH = "\n\n";

    private final PublicPages pages;
    private final Links links;
    private final Duration linkValidFor;

    Letters(PublicPages pages, Links links, PublicEmailProperties properties) {
        this.pages = pages;
        this.links = links;
        this.linkValidFor = properties.linkValidFor();
    }

    /** The letter that asks for the proof of an address. */
    Letter confirmation(Request request) {
        String text = String.join(
                PARAGRAPH,
                pages.say("email-letter.confirm-why", pages.base()),
                pages.say("email-letter.confirm-how", hours(linkValidFor)),
                at("/email/confirm", links.confirmation(request)),
                pages.say("email-letter.confirm-else"),
                pages.say("email-letter.privacy") + "\n" + pages.base() + "/email/privacy");
        return new Letter(request.address(), pages.say("email-letter.confirm-subject"), text + "\n", Map.of());
    }

    /** What a notice says, still without whom it is for; the first of its subject that is public is called so. */
    PublicPages.Told told(PublicNotice notice, boolean isFirst) {
        return pages.told(notice, isFirst).orElseThrow();
    }

    /**
     * A notice for one resident. Its id is made of the event and the resident, so that a letter that had to be sent twice can be
     * known as the same; the letters of one subject refer to one another.
     */
    Letter notice(PublicNotice notice, PublicPages.Told told, Subscription resident) {
        String end = at("/email/unsubscribe", links.ending(resident.residentId()));
        String text = String.join(
                PARAGRAPH,
                told.title(),
                told.text(),
                pages.say("email-letter.read") + "\n" + told.page(),
                "--\n" + pages.say("email-letter.why", pages.base()),
                pages.say("email-letter.stop") + "\n" + end,
                pages.say("email-letter.privacy") + "\n" + pages.base() + "/email/privacy");
        return new Letter(
                resident.address(),
                pages.say("email-letter.subject", told.title(), told.kind()),
                text + "\n",
                Map.of(
                        "Message-ID",
                        id(notice.getEventId().toString(), resident),
                        "References",
                        id(Said.subject(notice), resident),
                        "List-Unsubscribe",
                        "<" + end + ">",
                        "List-Unsubscribe-Post",
                        "List-Unsubscribe=One-Click"));
    }

    /** Whole hours, at least one, for people. */
    static long hours(Duration time) {
        return Math.max(1, time.toHours());
    }

    private String id(String of, Subscription resident) {
        UUID id = UUID.nameUUIDFromBytes((of + "/" + resident.residentId()).getBytes(UTF_8));
        URI base = pages.base();
        return "<" + id + "@" + base.getHost() + ">";
    }

    private String at(String path, String token) {
        return pages.base() + path + "?t=" + token;
    }

    /** What a wish is, in lines for people. */
    static List<String> words(Wish wish, PublicPages pages) {
        PublicPages.Choices choices = pages.choices().orElse(new PublicPages.Choices(List.of(), List.of()));
        return List.of(
                wish.councils().isEmpty()
                        ? pages.say("email.all-councils")
                        : pages.say("email.these-councils", names(wish.councils(), choices.councils(), pages)),
                wish.services().isEmpty()
                        ? pages.say("email.all-services")
                        : pages.say("email.these-services", names(wish.services(), choices.services(), pages)));
    }

    private static String names(Iterable<String> ids, List<PublicPages.Choice> choices, PublicPages pages) {
        Map<String, String> names = choices.stream()
                .collect(java.util.stream.Collectors.toMap(PublicPages.Choice::id, PublicPages.Choice::name));
        return pages.list(java.util.stream.StreamSupport.stream(ids.spliterator(), false)
                .map(id -> names.getOrDefault(id, id))
                .toList());
    }
}
