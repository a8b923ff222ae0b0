package uk.tocsin.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.DirectoryIds;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;

class DirectoryReadingTest {

    @Test
    void lastAdministratorKeepsTheRole() {
        Directory directory = Examples.DIRECTORY.with(entry(member("kent-resilience", true, Role.ADMINISTRATOR)));

        assertThat(errors(member("kent-resilience", true, Role.COORDINATOR), directory))
                .containsExactly("roles");
        assertThat(errors(member("kent-resilience", false, Role.ADMINISTRATOR), directory))
                .containsExactly("roles");
        assertThat(errors(member("kent-resilience", true, Role.ADMINISTRATOR), directory))
                .isEmpty();
    }

    @Test
    void oneOfTwoAdministratorsMayLoseTheRole() {
        Directory directory = Examples.DIRECTORY
                .with(entry(member("kent-resilience", true, Role.ADMINISTRATOR)))
                .with(entry(member("example-second", true, Role.ADMINISTRATOR)));

        assertThat(errors(member("kent-resilience", true), directory)).isEmpty();
    }

    private static List<String> errors(Member member, Directory directory) {
        Fields fields = Fields.ofRequest();
        DirectoryReading.refuseLastAdministrator(fields, member, directory);
        return fields.errors().stream().map(FieldError::field).toList();
    }

    private static Member member(String id, boolean active, Role... roles) {
        return Member.newBuilder()
                .setMemberId(id)
                .setName(id)
                .setKind(MemberKind.COORDINATING_BODY)
                .setRoles(List.of(roles))
                .setGssCodes(List.of())
                .setActive(active)
                .build();
    }

    private static DirectoryEntry entry(Member member) {
        return DirectoryEntry.newBuilder()
                .setEntryId(DirectoryIds.member(member.getMemberId()))
                .setRecordedAt(Instant.EPOCH)
                .setRecordedBy("example")
                .setMember(member)
                .build();
    }
}
