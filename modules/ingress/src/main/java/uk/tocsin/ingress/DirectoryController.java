package uk.tocsin.ingress;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.Member;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;

/** Shows the directory to members, and lets administrators change it. */
@Tag(name = "Directory")
@RestController
@RequestMapping("/v1/directory")
class DirectoryController {

    private final JsonBodies bodies;
    private final DirectoryReading reading;
    private final DirectoryWriter writer;
    private final Authorities authorities;
    private final Supplier<Directory> directories;

    DirectoryController(
            JsonBodies bodies,
            DirectoryReading reading,
            DirectoryWriter writer,
            Authorities authorities,
            Supplier<Directory> directories) {
        this.bodies = bodies;
        this.reading = reading;
        this.authorities = authorities;
        this.writer = writer;
        this.directories = directories;
    }

    @Operation(summary = "Members and circles")
    @GetMapping
    @PreAuthorize("hasAnyRole('PUBLISHER', 'PARTNER', 'LIAISON', 'COORDINATOR', 'ADMINISTRATOR')")
    public DirectoryAnswer directory() {
        return DirectoryAnswer.of(directories.get());
    }

    /** The authorities of the United Kingdom that hold every word of {@code search}; all of them without one. */
    @Operation(
            summary = "Find a local authority, member or not",
            description = "The United Kingdom's current local authorities that hold every word of the search.")
    @GetMapping("/reference")
    @PreAuthorize("isAuthenticated()")
    public ReferenceAnswer reference(
            @Parameter(description = "Words of its id, name, GSS code, county, region, nation or kind.")
                    @RequestParam(defaultValue = "")
                    String search) {
        return ReferenceAnswer.of(authorities.matching(search), directories.get());
    }

    @Operation(summary = "Enter a member", description = "Role administrator. Makes its topics.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = MemberBody.class),
                            examples = @ExampleObject(ApiExamples.MEMBER)))
    @PutMapping(path = "/members/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    public DirectoryAnswer.MemberAnswer member(
            @AuthenticationPrincipal Reader reader, @PathVariable("id") String id, InputStream body)
            throws IOException {
        Fields fields = Fields.ofRequest();
        Member member =
                reading.member(fields, id, authorities.completed(fields, id, bodies.read(body, MemberBody.class)));
        DirectoryReading.refuseLastAdministrator(fields, member, directories.get());
        refuseIfWrong(fields);
        writer.enter(member, reader.memberId());
        return DirectoryAnswer.MemberAnswer.of(member);
    }

    @Operation(summary = "Enter a circle", description = "Role administrator.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = CircleBody.class),
                            examples = @ExampleObject(ApiExamples.CIRCLE)))
    @PutMapping(path = "/circles/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    public DirectoryAnswer.CircleAnswer circle(
            @AuthenticationPrincipal Reader reader, @PathVariable("id") String id, InputStream body)
            throws IOException {
        Fields fields = Fields.ofRequest();
        Circle circle = reading.circle(fields, id, bodies.read(body, CircleBody.class), directories.get());
        refuseIfWrong(fields);
        writer.enter(circle, reader.memberId());
        return DirectoryAnswer.CircleAnswer.of(circle);
    }

    private static void refuseIfWrong(Fields fields) {
        if (!fields.errors().isEmpty()) {
            throw Refusals.invalid(fields.errors());
        }
    }
}
