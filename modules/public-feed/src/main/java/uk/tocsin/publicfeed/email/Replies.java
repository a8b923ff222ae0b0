package uk.tocsin.publicfeed.email;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import uk.tocsin.publicfeed.site.PublicPages;

/** Answers with pages that nobody may keep: they are about one reader. */
final class Replies {

    private static final String LATER = "3600";

    private final PublicPages pages;

    Replies(PublicPages pages) {
        this.pages = pages;
    }

    ResponseEntity<byte[]> page(HttpStatus status, String template, String titleKey, Map<String, ?> model) {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        if (status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
            builder.header(HttpHeaders.RETRY_AFTER, LATER);
        }
        return builder.body(pages.page(template, titleKey, model));
    }

    /** A page that says something and asks for nothing. */
    ResponseEntity<byte[]> said(HttpStatus status, String titleKey, List<String> lines) {
        return page(status, "email-said", titleKey, Map.of("lines", lines));
    }

    /** A page with a button, which posts the token to where the page is. */
    ResponseEntity<byte[]> act(String titleKey, String button, String action, String token, List<String> lines) {
        Map<String, Object> model = new HashMap<>();
        model.put("lines", lines);
        model.put("action", action);
        model.put("token", token);
        model.put("button", button);
        return page(HttpStatus.OK, "email-act", titleKey, model);
    }

    /** Sends the reader on, so that loading the page again does not do it again. */
    static ResponseEntity<byte[]> on(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.noStore())
                .location(URI.create(path))
                .build();
    }
}
