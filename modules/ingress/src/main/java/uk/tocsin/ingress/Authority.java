package uk.tocsin.ingress;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A local authority of the reference data: what the directory would hold of it, were it a member.
 *
 * @param id the member id it would have
 * @param name official name
 * @param gssCode the code of its boundary today
 * @param gssCodeFrom first day on which that code stood for it; null where the source does not tell
 * @param nation England, Scotland, Wales or Northern Ireland
 * @param region of England; elsewhere the nation again
 * @param county id of the county council that shares its area; null where there is none
 * @param kind what kind of authority, such as {@code non-metropolitan-district}
 */
record Authority(
        String id,
        String name,
        String gssCode,
        @Nullable String gssCodeFrom,
        String nation,
        String region,
        @Nullable String county,
        String kind) {

    /** Whether {@code word}, in lower case, stands in anything that is known of it. */
    boolean mentions(String word) {
        return List.of(id, name, gssCode, nation, region, county == null ? "" : county, kind).stream()
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
    }

    /** The body with which an administrator would enter it, where {@code said} prevails. */
    MemberBody completing(MemberBody said) {
        return new MemberBody(
                said.fromReference(),
                or(said.name(), name),
                or(said.kind(), "council"),
                or(said.nation(), nation),
                or(said.region(), region),
                said.gssCodes() == null ? List.of(new MemberBody.Code(gssCode, gssCodeFrom, null)) : said.gssCodes(),
                said.roles(),
                said.active());
    }

    private static String or(@Nullable String said, String known) {
        return said == null ? known : said;
    }
}
