package uk.tocsin.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * The form of ids. An incident or service id starts with its publisher's member id and a full stop, which no member id
 * holds, so no council can speak of another's incident: {@code canterbury.2024-01-cyber}.
 */
@NullMarked
public final class Ids {

    /** A member or circle id: lower case, at most 40 characters, no full stop. */
    public static final Pattern MEMBER = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    /** The part of a subject id behind the full stop: at most 80 characters. */
    public static final Pattern LOCAL_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    private Ids() {}

    /** Whether {@code id} has the form of a member id. */
    public static boolean isMember(String id) {
        return MEMBER.matcher(id).matches();
    }

    /**
     * Returns {@code id} when it has the form of a member id.
     *
     * @throws IllegalArgumentException when it has not
     */
    public static String requireMember(String id) {
        if (!isMember(id)) {
            throw new IllegalArgumentException("memberId: " + id + " (expected: " + MEMBER.pattern() + ")");
        }
        return id;
    }

    /** Whether {@code subjectId} names an incident or service of {@code publisher}. */
    public static boolean isSubjectOf(String publisher, String subjectId) {
        return isMember(publisher)
                && subjectId.startsWith(publisher + ".")
                && LOCAL_NAME
                        .matcher(subjectId.substring(publisher.length() + 1))
                        .matches();
    }

    /** The id of a publisher's incident or service from its local name. */
    public static String subject(String publisher, String localName) {
        return publisher + "." + localName;
    }
}
