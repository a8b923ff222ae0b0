package uk.tocsin.publicfeed.email;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.publicfeed.site.PublicPages;

/**
 * The form with which residents ask for email. Whether an address is subscribed makes no difference to any answer. There is no
 * session and no cookie, so that another website that sends the form can do no more than anybody can without it; browsers that
 * say so are told.
 */
@RestController
final class EmailController {

    private final PublicPages pages;
    private final Replies replies;
    private final Residents residents;
    private final Predicate<Request> confirmations;
    private final RequestLimits limits;
    private final PublicEmailProperties properties;
    private final Clock clock;

    /**
     * The form.
     *
     * @param confirmations takes a request on, to ask for the proof of its address; false when too many wait already
     */
    EmailController(
            PublicPages pages,
            Residents residents,
            Predicate<Request> confirmations,
            RequestLimits limits,
            PublicEmailProperties properties,
            Clock clock) {
        this.pages = pages;
        this.replies = new Replies(pages);
        this.residents = residents;
        this.confirmations = confirmations;
        this.limits = limits;
        this.properties = properties;
        this.clock = clock;
    }

    /** The empty form; a link may choose councils and services beforehand. */
    @GetMapping("/email")
    ResponseEntity<byte[]> form(
            @RequestParam(name = "council", defaultValue = "") Set<String> councils,
            @RequestParam(name = "service", defaultValue = "") Set<String> services) {
        return pages.choices()
                .map(choices -> form(HttpStatus.OK, EmailForm.empty(councils, services, choices)))
                .orElseGet(this::busy);
    }

    /** Somebody asks. */
    @PostMapping("/email")
    ResponseEntity<byte[]> ask(
            HttpServletRequest request,
            @RequestHeader(name = "Sec-Fetch-Site", defaultValue = "none") String from,
            @RequestParam(name = "email", defaultValue = "") String email,
            @RequestParam(name = "council", defaultValue = "") List<String> councils,
            @RequestParam(name = "service", defaultValue = "") List<String> services) {
        if (from.equals("cross-site")) {
            return replies.said(
                    HttpStatus.FORBIDDEN, "email-elsewhere.title", List.of(pages.say("email-elsewhere.next")));
        }
        if (!limits.allowsRequest(Client.of(request.getRemoteAddr()))) {
            return replies.said(
                    HttpStatus.TOO_MANY_REQUESTS, "email-busy.title", List.of(pages.say("email-busy.next")));
        }
        return pages.choices()
                .map(choices -> ask(EmailForm.read(email, councils, services, properties.maxChoices(), pages, choices)))
                .orElseGet(this::busy);
    }

    private ResponseEntity<byte[]> ask(EmailForm form) {
        return form.wish().map(wish -> take(form.email(), wish)).orElseGet(() -> form(HttpStatus.BAD_REQUEST, form));
    }

    private ResponseEntity<byte[]> take(String email, Wish wish) {
        if (residents.isFull()) {
            return replies.said(
                    HttpStatus.SERVICE_UNAVAILABLE, "email-full.title", List.of(pages.say("email-full.next")));
        }
        Request request =
                new Request(UUID.randomUUID(), email, wish, clock.instant().plus(properties.linkValidFor()));
        // Who asks too often for one address is told the same, and nothing is sent.
        boolean taken = !limits.allowsLetter(Subscription.comparable(email)) || confirmations.test(request);
        return taken ? Replies.on("/email/sent") : busy();
    }

    /** The same for everybody. */
    @GetMapping("/email/sent")
    ResponseEntity<byte[]> sent() {
        return replies.said(
                HttpStatus.OK,
                "email-sent.title",
                List.of(
                        pages.say("email-sent.next"),
                        pages.say("email-sent.lasts", Letters.hours(properties.linkValidFor())),
                        pages.say("email-sent.nothing")));
    }

    /** What is done with addresses. */
    @GetMapping("/email/privacy")
    ResponseEntity<byte[]> privacy() {
        return replies.page(
                HttpStatus.OK,
                "email-privacy",
                "email-privacy.title",
                Map.of("parts", PrivacyNote.parts(pages, properties)));
    }

    private ResponseEntity<byte[]> form(HttpStatus status, EmailForm form) {
        return replies.page(
                status,
                "email",
                form.errors().isEmpty() ? "email.title" : "email.title-with-errors",
                Map.of("page", form));
    }

    private ResponseEntity<byte[]> busy() {
        return replies.said(HttpStatus.SERVICE_UNAVAILABLE, "email-busy.title", List.of(pages.say("email-busy.next")));
    }
}
