package uk.tocsin.publicfeed.site;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The pages that anyone may read. They are made from the board alone. */
@Controller
final class PageController {

    private final LiveBoard board;
    private final PublicFeedProperties properties;
    private final Clock clock;

    PageController(LiveBoard board, PublicFeedProperties properties, Clock clock) {
        this.board = board;
        this.properties = properties;
        this.clock = clock;
    }

    /** What is affected now. */
    @GetMapping("/")
    ModelAndView home(HttpServletResponse response) {
        return board.current()
                .map(current -> cacheable(response, "home", HomePage.of(current, clock.instant())))
                .orElseGet(() -> unavailable(response));
    }

    /** One incident with its history. */
    @GetMapping("/incidents/{id}")
    ModelAndView incident(@PathVariable String id, HttpServletResponse response) {
        return board.current()
                .map(current -> current.incident(id)
                        .map(found -> cacheable(response, "incident", IncidentPage.of(found, current, clock.instant())))
                        .orElseGet(() -> page("not-found", HttpStatus.NOT_FOUND, Map.of())))
                .orElseGet(() -> unavailable(response));
    }

    private ModelAndView cacheable(HttpServletResponse response, String template, Object view) {
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                CacheControl.maxAge(properties.cacheFor()).cachePublic().getHeaderValue());
        return page(template, HttpStatus.OK, Map.of("page", view));
    }

    private ModelAndView unavailable(HttpServletResponse response) {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(properties.retryAfter().toSeconds()));
        return page("unavailable", HttpStatus.SERVICE_UNAVAILABLE, Map.of());
    }

    private ModelAndView page(String template, HttpStatus status, Map<String, Object> model) {
        ModelAndView page = new ModelAndView("public-feed/" + template, model, status);
        page.addObject("site", properties.title());
        return page;
    }
}
