package uk.tocsin.publicfeed.email;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.publicfeed.site.PublicPages;

/**
 * What links in letters lead to. Opening one changes nothing, since programs that look for malware open every link; the button on
 * the page does. A mail program ends a subscription with one POST, as RFC 8058 has it. Only who has the letter has the link.
 */
@RestController
final class LinkController {

    private static final Logger LOG = LoggerFactory.getLogger(LinkController.class);

    private final PublicPages pages;
    private final Replies replies;
    private final Residents residents;
    private final Links links;
    private final Clock clock;

    LinkController(PublicPages pages, Residents residents, Links links, Clock clock) {
        this.pages = pages;
        this.replies = new Replies(pages);
        this.residents = residents;
        this.links = links;
        this.clock = clock;
    }

    /** Asks whether to confirm. */
    @GetMapping("/email/confirm")
    ResponseEntity<byte[]> askToConfirm(@RequestParam(name = "t", defaultValue = "") String token) {
        return links.request(token, clock.instant())
                .map(request -> replies.act(
                        "email-confirm.title",
                        pages.say("email-confirm.button"),
                        "/email/confirm",
                        token,
                        Letters.words(request.wish(), pages)))
                .orElseGet(this::over);
    }

    /** Confirms. */
    @PostMapping("/email/confirm")
    ResponseEntity<byte[]> confirm(@RequestParam(name = "t", defaultValue = "") String token) {
        Optional<Request> request = links.request(token, clock.instant());
        if (request.isEmpty()) {
            return over();
        }
        return switch (residents.confirm(request.get())) {
            case SUBSCRIBED -> Replies.on("/email/confirmed");
            case USED -> over();
            case FULL ->
                replies.said(HttpStatus.SERVICE_UNAVAILABLE, "email-full.title", List.of(pages.say("email-full.next")));
        };
    }

    /** Says that it is confirmed. */
    @GetMapping("/email/confirmed")
    ResponseEntity<byte[]> confirmed() {
        return replies.said(
                HttpStatus.OK,
                "email-confirmed.title",
                List.of(pages.say("email-confirmed.next"), pages.say("email-confirmed.change")));
    }

    /** Asks whether to end. */
    @GetMapping("/email/unsubscribe")
    ResponseEntity<byte[]> askToEnd(@RequestParam(name = "t", defaultValue = "") String token) {
        return links.resident(token)
                .map(resident -> replies.act(
                        "email-end.title",
                        pages.say("email-end.button"),
                        "/email/unsubscribe",
                        token,
                        List.of(pages.say("email-end.next"))))
                .orElseGet(this::over);
    }

    /** Ends, whoever presses: a person, or the mail program. Ending again says the same. */
    @PostMapping("/email/unsubscribe")
    ResponseEntity<byte[]> end(@RequestParam(name = "t", defaultValue = "") String token) {
        Optional<UUID> resident = links.resident(token);
        if (resident.isEmpty()) {
            return over();
        }
        residents.end(resident.get());
        return replies.said(HttpStatus.OK, "email-ended.title", List.of(pages.say("email-ended.next")));
    }

    /** It could not be written down. The link stays good, and a mail program that ended it tries again by itself. */
    @ExceptionHandler(KafkaException.class)
    ResponseEntity<byte[]> notNow(KafkaException failure) {
        LOG.atWarn().addKeyValue("error", failure.toString()).log("A change of a resident could not be written");
        return replies.said(HttpStatus.SERVICE_UNAVAILABLE, "email-busy.title", List.of(pages.say("email-busy.next")));
    }

    private ResponseEntity<byte[]> over() {
        return replies.said(HttpStatus.BAD_REQUEST, "email-over.title", List.of(pages.say("email-over.next")));
    }
}
