package uk.tocsin.publicfeed.site;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the site itself says, in one language. What councils say is shown as they said it. A language is a bundle
 * {@code texts_<language>.properties}; what it leaves out is said in English.
 */
final class Texts {

    static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String BUNDLE = "uk.tocsin.publicfeed.site.texts";

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
    }

    static Texts english() {
        return in(Locale.UK, Texts.class.getClassLoader());
    }

    /** The texts of {@code locale}, as far as {@code loader} has them, and otherwise the English ones. */
    static Texts in(Locale locale, ClassLoader loader) {
        return new Texts(
                locale,
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        loader,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** Language of the site's own words, as a tag for {@code lang}. */
    public String language() {
        return locale.toLanguageTag();
    }

    /**
     * The text of {@code key}, with its gaps filled.
     *
     * @throws java.util.MissingResourceException when there is no such text, which a test rules out
     */
    public String say(String key, Object... gaps) {
        return new MessageFormat(bundle.getString(key), locale).format(gaps);
    }

    /** The text of a value of an enumeration, such as {@code state.MAJOR_OUTAGE}. */
    String of(String kind, Enum<?> value) {
        return say(kind + "." + value.name());
    }

    /** Words that begin a line, as they are inside one. */
    String inside(String words) {
        return words.substring(0, 1).toLowerCase(locale) + words.substring(1);
    }

    /** A moment as GOV.UK writes it, in London: {@code 18 January 2024 at 2:05pm}. */
    String moment(Instant instant) {
        ZonedDateTime london = instant.atZone(LONDON);
        return say("moment", format("d MMMM uuuu").format(london), time(london.toLocalTime()));
    }

    /** A month, such as {@code January 2024}. */
    String month(YearMonth month) {
        return format("MMMM uuuu").format(month);
    }

    /** Names in a sentence: {@code A, B and C}. */
    String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        int last = names.size() - 1;
        return say("list", String.join(", ", names.subList(0, last)), names.get(last));
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }

    private String time(LocalTime time) {
        if (time.getMinute() == 0 && time.getHour() == 0) {
            return say("midnight");
        }
        if (time.getMinute() == 0 && time.getHour() == 12) {
            return say("midday");
        }
        String digits = format(time.getMinute() == 0 ? "h" : "h:mm").format(time);
        return digits + say(time.getHour() < 12 ? "am" : "pm");
    }
}
