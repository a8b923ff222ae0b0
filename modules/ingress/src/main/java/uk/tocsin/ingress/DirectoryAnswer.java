package uk.tocsin.ingress;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.Member;
import uk.tocsin.disclosure.Directory;

/** The directory as members see it: subscriptions are not in it. */
@Schema(name = "Directory", description = "Members and circles, also those that have left.")
record DirectoryAnswer(List<MemberAnswer> members, List<CircleAnswer> circles) {

    @Schema(name = "Member")
    record MemberAnswer(
            String id,
            String name,
            String kind,
            @Nullable String nation,
            @Nullable String region,
            List<Code> gssCodes,
            List<String> roles,
            boolean active) {

        static MemberAnswer of(Member member) {
            return new MemberAnswer(
                    member.getMemberId(),
                    member.getName(),
                    Words.written(member.getKind()),
                    member.getNation(),
                    member.getRegion(),
                    member.getGssCodes().stream()
                            .map(code -> new Code(code.getCode(), code.getFrom(), code.getTo()))
                            .toList(),
                    member.getRoles().stream().map(Words::written).toList(),
                    member.getActive());
        }
    }

    @Schema(name = "GssCode")
    record Code(
            String code, @Nullable LocalDate from, @Nullable LocalDate to) {}

    @Schema(name = "Circle")
    record CircleAnswer(String id, String name, List<String> members, boolean active) {

        static CircleAnswer of(Circle circle) {
            return new CircleAnswer(circle.getCircleId(), circle.getName(), circle.getMembers(), circle.getActive());
        }
    }

    static DirectoryAnswer of(Directory directory) {
        return new DirectoryAnswer(
                directory.members().stream()
                        .map(MemberAnswer::of)
                        .sorted(Comparator.comparing(MemberAnswer::id))
                        .toList(),
                directory.circles().stream()
                        .map(CircleAnswer::of)
                        .sorted(Comparator.comparing(CircleAnswer::id))
                        .toList());
    }
}
