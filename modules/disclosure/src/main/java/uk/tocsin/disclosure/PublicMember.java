package uk.tocsin.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.GssCode;

/**
 * What the public is told of a member. Everything else of its entry in the directory stays there.
 *
 * @param id its member id
 * @param name its name, or empty when the directory does not have it
 * @param region its region, where one is entered
 * @param gssCodes its boundary codes over time
 */
record PublicMember(String id, String name, @Nullable String region, List<GssCode> gssCodes) {

    /** Dates of boundary codes are days in the United Kingdom. */
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    static PublicMember of(String id, Directory directory) {
        return directory
                .member(id)
                .map(member -> new PublicMember(id, member.getName(), member.getRegion(), member.getGssCodes()))
                .orElseGet(() -> new PublicMember(id, "", null, List.of()));
    }

    String nameOrId() {
        return name.isEmpty() ? id : name;
    }

    /** The code in force on the day of {@code moment}, or null when none was. */
    @Nullable
    String gssCodeOn(Instant moment) {
        LocalDate day = moment.atZone(LONDON).toLocalDate();
        return gssCodes.stream()
                .filter(code -> isInForce(code, day))
                .map(GssCode::getCode)
                .findFirst()
                .orElse(null);
    }

    private static boolean isInForce(GssCode code, LocalDate day) {
        LocalDate from = code.getFrom();
        LocalDate to = code.getTo();
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
