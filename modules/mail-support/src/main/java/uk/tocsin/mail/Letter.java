package uk.tocsin.mail;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One letter to one address, in plain text.
 *
 * @param to one address, as {@link MailServer#isOneAddress} has it
 * @param subject one line, cut after 200 characters; a line break in it would begin another header, and becomes a space
 * @param text its body
 * @param headers further headers by name, such as {@code List-Unsubscribe}; a line break in a value becomes a space
 */
public record Letter(String to, String subject, String text, Map<String, String> headers) {

    private static final int MAX_SUBJECT = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    public Letter {
        String line = oneLine(subject);
        subject = line.length() <= MAX_SUBJECT ? line : line.substring(0, MAX_SUBJECT) + "...";
        headers = Map.copyOf(headers);
    }

    /** The words as one line of a header. */
    static String oneLine(String words) {
        return CONTROL.matcher(words).replaceAll(" ");
    }

    /** Does not show to whom it goes or what it says. */
    @Override
    public String toString() {
        return "Letter[***]";
    }
}
