package uk.tocsin.publicfeed.email;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import uk.tocsin.publicfeed.site.PublicPages;

/** One page of each kind that email for residents has, as it is answered, for a browser to look at. */
public final class EmailExamples {

    private EmailExamples() {}

    /** The pages by their paths. */
    public static Map<String, String> pages(PublicPages pages) {
        PublicPages.Choices choices = pages.choices().orElseThrow();
        Replies replies = new Replies(pages);
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "/email",
                text(replies.page(
                        HttpStatus.OK,
                        "email",
                        "email.title",
                        Map.of("page", EmailForm.empty(Set.of("canterbury"), Set.of(), choices)))));
        EmailForm wrong = EmailForm.read(
                "not an address", List.of("nobody"), List.of("planning", "planning", "x"), 1, pages, choices);
        all.put(
                "/email/wrong",
                text(replies.page(HttpStatus.BAD_REQUEST, "email", "email.title-with-errors", Map.of("page", wrong))));
        all.put(
                "/email/confirm",
                text(replies.act(
                        "email-confirm.title",
                        pages.say("email-confirm.button"),
                        "/email/confirm",
                        "token",
                        Letters.words(Examples.wish(Set.of("canterbury", "dover"), Set.of()), pages))));
        all.put(
                "/email/sent",
                text(replies.said(HttpStatus.OK, "email-sent.title", List.of(pages.say("email-sent.next")))));
        all.put(
                "/email/privacy",
                text(replies.page(
                        HttpStatus.OK,
                        "email-privacy",
                        "email-privacy.title",
                        Map.of("parts", PrivacyNote.parts(pages, Examples.properties())))));
        return all;
    }

    private static String text(ResponseEntity<byte[]> answer) {
        byte[] body = answer.getBody();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
