package uk.tocsin.ingress;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and notes every bad one. After a bad field it returns a harmless value, so that
 * reading goes on to the next; what was read counts only while {@link #errors} is empty.
 */
final class Fields {

    /** Controls, halves of characters, and marks that turn the direction of what is shown around them. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\r\\t]]");

    /** Wide enough for every boundary code; what lies outside no log can hold, or nobody means. */
    private static final Instant FIRST_TIME = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST_TIME = Instant.parse("2999-12-31T23:59:59Z");
    private static final UUID NO_ID = new UUID(0, 0);

    private final String path;
    private final List<FieldError> errors;

    private Fields(String path, List<FieldError> errors) {
        this.path = path;
        this.errors = errors;
    }

    /** The fields of a whole request. */
    static Fields ofRequest() {
        return new Fields("", new ArrayList<>());
    }

    /** The fields of the object under {@code name}; its errors count here too. */
    Fields at(String name) {
        return new Fields(full(name), errors);
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    void refuse(String name, String message) {
        errors.add(new FieldError(full(name), message));
    }

    UUID id(String name, @Nullable String text) {
        if (text == null) {
            refuse(name, "is missing (expected: a UUID that you make, the same when you send again)");
            return NO_ID;
        }
        try {
            UUID id = UUID.fromString(text);
            // The parser takes shorter forms, which would be other text for the same id.
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Told below, together with the short forms.
        }
        refuse(name, shortened(text) + " (expected: a UUID)");
        return NO_ID;
    }

    String required(String name, @Nullable String text, int max) {
        if (text == null) {
            refuse(name, "is missing");
            return "";
        }
        String read = optional(name, text, max);
        return read == null ? "" : read;
    }

    @Nullable
    String optional(String name, @Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        if (isInvisible(text)) {
            refuse(name, "is empty (expected: text)");
        } else if (text.length() > max) {
            refuse(name, text.length() + " characters (expected: at most " + max + ")");
        } else if (CONTROL.matcher(text).find()) {
            refuse(name, "holds control characters (expected: plain text)");
        }
        return text;
    }

    @Nullable
    Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (!time.isBefore(FIRST_TIME) && !time.isAfter(LAST_TIME)) {
                return time;
            }
            refuse(name, shortened(text) + " (expected: a time from 1900 to 2999)");
        } catch (DateTimeParseException e) {
            refuse(name, shortened(text) + " (expected: a time such as 2024-01-18T09:30:00Z)");
        }
        return null;
    }

    private static boolean isInvisible(String text) {
        return text.codePoints()
                .allMatch(each -> Character.isWhitespace(each) || Character.getType(each) == Character.FORMAT);
    }

    /** A moment that has been, give or take the difference between two clocks. */
    @Nullable
    Instant past(String name, @Nullable String text, Instant latest) {
        Instant time = time(name, text);
        if (time != null && time.isAfter(latest)) {
            refuse(name, text + " (expected: not in the future)");
        }
        return time;
    }

    <E extends Enum<E>> E word(String name, @Nullable String text, List<E> allowed) {
        if (text == null) {
            refuse(name, "is missing (expected: one of " + Words.expected(allowed) + ")");
            return allowed.get(0);
        }
        return word(name, text, allowed, allowed.get(0));
    }

    <E extends Enum<E>> E word(String name, @Nullable String text, List<E> allowed, E absent) {
        E read = optionalWord(name, text, allowed);
        return read == null ? absent : read;
    }

    <E extends Enum<E>> @Nullable E optionalWord(String name, @Nullable String text, List<E> allowed) {
        if (text == null) {
            return null;
        }
        return Words.read(text, allowed).orElseGet(() -> {
            refuse(name, shortened(text) + " (expected: one of " + Words.expected(allowed) + ")");
            return allowed.get(0);
        });
    }

    String matching(String name, @Nullable String text, Pattern pattern, String expected) {
        if (text == null) {
            refuse(name, "is missing (expected: " + expected + ")");
            return "";
        }
        if (!pattern.matcher(text).matches()) {
            refuse(name, shortened(text) + " (expected: " + expected + ")");
        }
        return text;
    }

    List<String> lines(String name, @Nullable List<@Nullable String> texts, int maxItems, int maxLength) {
        return each(name, texts, maxItems, (fields, text) -> fields.required("", text, maxLength));
    }

    /** Reads a list; an absent one is empty, and no more than {@code maxItems} entries are looked at. */
    <A, B> List<B> each(
            String name, @Nullable List<@Nullable A> items, int maxItems, BiFunction<Fields, A, B> reading) {
        List<B> read = new ArrayList<>();
        if (items == null) {
            return read;
        }
        if (items.size() > maxItems) {
            refuse(name, items.size() + " entries (expected: at most " + maxItems + ")");
            return read;
        }
        for (int i = 0; i < items.size(); i++) {
            String entry = name + "[" + i + "]";
            A item = items.get(i);
            if (item == null) {
                refuse(entry, "is null");
            } else {
                read.add(reading.apply(at(entry), item));
            }
        }
        return read;
    }

    private String full(String name) {
        if (path.isEmpty() || name.isEmpty()) {
            return path + name;
        }
        return path + "." + name;
    }

    private static String shortened(String text) {
        String printable = CONTROL.matcher(text).replaceAll("?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "...";
    }
}
