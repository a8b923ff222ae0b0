package uk.tocsin.ingress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.GssCode;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;

/** From JSON to a member or circle, or to every field that is wrong with it. */
final class DirectoryReading {

    private static final List<MemberKind> KINDS = Words.sayable(MemberKind.values());
    private static final List<Role> ROLES = Words.sayable(Role.values());
    private static final Pattern GSS_CODE = Pattern.compile("[A-Z]\\d{8}");
    private static final String ID_FORM = "lower case letters, digits and hyphens, at most 40, beginning with a letter";

    private final IngressProperties limits;

    DirectoryReading(IngressProperties limits) {
        this.limits = limits;
    }

    /** Reads a member. The result counts only if {@code fields} has no errors afterwards. */
    Member member(Fields fields, String id, MemberBody body) {
        return Member.newBuilder()
                .setMemberId(fields.matching("id", id, Ids.MEMBER, ID_FORM))
                .setName(fields.required("name", body.name(), limits.maxLine()))
                .setKind(fields.word("kind", body.kind(), KINDS))
                .setNation(fields.optional("nation", body.nation(), limits.maxLine()))
                .setRegion(fields.optional("region", body.region(), limits.maxLine()))
                .setGssCodes(fields.each("gssCodes", body.gssCodes(), limits.maxList(), DirectoryReading::code))
                .setRoles(
                        fields.each("roles", body.roles(), ROLES.size(), (entry, role) -> entry.word("", role, ROLES)))
                .setActive(!Boolean.FALSE.equals(body.active()))
                .build();
    }

    /** Refuses to take the role administrator from the only member that has it: nobody could ever give it back. */
    static void refuseLastAdministrator(Fields fields, Member member, Directory directory) {
        boolean administers = member.getActive() && member.getRoles().contains(Role.ADMINISTRATOR);
        boolean others = directory.members().stream()
                .map(Member::getMemberId)
                .filter(id -> !id.equals(member.getMemberId()))
                .anyMatch(id -> directory.allows(id, Role.ADMINISTRATOR));
        if (!administers && !others && directory.allows(member.getMemberId(), Role.ADMINISTRATOR)) {
            fields.refuse(
                    "roles", "no administrator would be left (expected: administrator, or another member with it)");
        }
    }

    /** Reads a circle, of members that the directory knows. It counts only if {@code fields} has no errors afterwards. */
    Circle circle(Fields fields, String id, CircleBody body, Directory directory) {
        return Circle.newBuilder()
                .setCircleId(fields.matching("id", id, Ids.MEMBER, ID_FORM))
                .setName(fields.required("name", body.name(), limits.maxLine()))
                .setMembers(AudienceReading.members(fields, "members", body.members(), directory, limits.maxAudience()))
                .setActive(!Boolean.FALSE.equals(body.active()))
                .build();
    }

    private static GssCode code(Fields entry, MemberBody.Code code) {
        return GssCode.newBuilder()
                .setCode(entry.matching("code", code.code(), GSS_CODE, "a GSS code such as E07000106"))
                .setFrom(date(entry, "from", code.from()))
                .setTo(date(entry, "to", code.to()))
                .build();
    }

    private static @Nullable LocalDate date(Fields entry, String name, @Nullable String text) {
        Instant start = entry.time(name, text == null ? null : text + "T00:00:00Z");
        return start == null ? null : LocalDate.ofInstant(start, ZoneOffset.UTC);
    }
}
