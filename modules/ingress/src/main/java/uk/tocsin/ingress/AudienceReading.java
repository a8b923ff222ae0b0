package uk.tocsin.ingress;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;

/** Reads ids of members and circles; whoever cannot be meant is told, rather than silently left out. */
final class AudienceReading {

    /** A partner has an inbox; a coordinator reads history, and strict detail there only when it is named. */
    private static final List<Role> READERS = List.of(Role.PARTNER, Role.COORDINATOR);

    private AudienceReading() {}

    static Audience read(Fields fields, @Nullable AudienceBody body, Directory directory, int max) {
        if (body == null) {
            return Audience.newBuilder()
                    .setCircles(List.of())
                    .setMembers(List.of())
                    .build();
        }
        return Audience.newBuilder()
                .setCircles(fields.each(
                        "circles",
                        body.circles(),
                        max,
                        (entry, id) -> known(entry, id, directory.circle(id).isPresent(), "a circle")))
                .setMembers(acting(fields, "members", body.members(), READERS, directory, max))
                .build();
    }

    /** Ids of members, whatever they may do. */
    static List<String> members(
            Fields fields, String name, @Nullable List<@Nullable String> ids, Directory directory, int max) {
        return fields.each(name, ids, max, (entry, id) -> member(entry, id, directory));
    }

    /** Ids of members that the directory lets act in one of {@code roles}. */
    static List<String> acting(
            Fields fields,
            String name,
            @Nullable List<@Nullable String> ids,
            List<Role> roles,
            Directory directory,
            int max) {
        return fields.each(name, ids, max, (entry, id) -> {
            String read = member(entry, id, directory);
            if (directory.member(id).isPresent() && roles.stream().noneMatch(role -> directory.allows(id, role))) {
                entry.refuse(
                        "",
                        id + " (expected: a member with the role "
                                + roles.stream().map(Words::written).collect(Collectors.joining(" or ")) + ")");
            }
            return read;
        });
    }

    private static String member(Fields entry, String id, Directory directory) {
        return known(entry, id, directory.member(id).isPresent(), "a member");
    }

    private static String known(Fields entry, String id, boolean found, String what) {
        String read = entry.matching("", id, Ids.MEMBER, "the id of " + what);
        if (!found && Ids.isMember(id)) {
            entry.refuse("", id + " (expected: the id of " + what + " in the directory)");
        }
        return read;
    }
}
