package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Makes pages of the templates.
 *
 * @param engine which escapes what it shows
 * @param title name of the site
 * @param texts words of the site
 * @param emailAt where residents subscribe to email; empty for nowhere
 * @param copiedAt when the page is copied to a file, or null for one that is served as it is made
 */
record PageRenderer(
        ITemplateEngine engine,
        String title,
        Texts texts,
        String emailAt,
        @Nullable Instant copiedAt) {

    private static final ITemplateEngine ENGINE = Templates.engine();

    static PageRenderer of(PublicFeedProperties properties, Texts texts, @Nullable Instant copiedAt) {
        return new PageRenderer(ENGINE, properties.title(), texts, properties.emailAt(), copiedAt);
    }

    /**
     * A page.
     *
     * @param template its name
     * @param heading its title
     * @param scope what its feeds are about
     * @param model what else the template needs
     */
    String render(String template, String heading, Scope scope, Map<String, ?> model) {
        Context context = new Context(java.util.Locale.forLanguageTag(texts.language()));
        context.setVariable("site", title);
        context.setVariable("t", texts);
        context.setVariable("emailAt", emailAt);
        context.setVariable("copied", copiedAt == null ? null : copiedAt.toString());
        context.setVariable("copiedAt", copiedAt == null ? null : texts.moment(copiedAt));
        context.setVariable("heading", heading);
        context.setVariable("scope", scope);
        context.setVariable("feeds", FeedFormat.values());
        model.forEach(context::setVariable);
        return engine.process("public-feed/" + template, context);
    }
}
