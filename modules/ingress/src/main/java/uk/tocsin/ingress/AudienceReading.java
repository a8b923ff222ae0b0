package uk.tocsin.ingress;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.Ids;
import uk.tocsin.disclosure.Directory;

/** Reads an audience; whoever the directory does not know is told, rather than silently left out. */
final class AudienceReading {

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
                .setMembers(fields.each(
                        "members",
                        body.members(),
                        max,
                        (entry, id) -> known(entry, id, directory.member(id).isPresent(), "a member")))
                .build();
    }

    private static String known(Fields entry, String id, boolean found, String what) {
        String read = entry.matching("", id, Ids.MEMBER, "the id of " + what);
        if (!found && Ids.isMember(id)) {
            entry.refuse("", id + " (expected: the id of " + what + " in the directory)");
        }
        return read;
    }
}
