package uk.tocsin.ingress;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import uk.tocsin.contracts.Ids;

/** The reference data are what they say they are, and are found again. */
class AuthoritiesTest {

    /** Ids that are not made from the source's short name: one is too long for an id, the other misnames its area. */
    private static final Map<String, String> CHOSEN =
            Map.of("SCR", "south-yorkshire", "HYCA", "hull-and-east-yorkshire");

    private final Authorities authorities = Authorities.shipped();

    @Test
    void everyCurrentAuthorityIsThereByItsKind() {
        Map<String, Long> counts =
                authorities.all().stream().collect(Collectors.groupingBy(Authority::kind, Collectors.counting()));

        assertThat(authorities.all()).hasSize(397);
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("non-metropolitan-district", 164L),
                        Map.entry("unitary-authority", 63L),
                        Map.entry("metropolitan-district", 36L),
                        Map.entry("london-borough", 32L),
                        Map.entry("scottish-unitary-authority", 32L),
                        Map.entry("welsh-unitary-authority", 22L),
                        Map.entry("county", 21L),
                        Map.entry("combined-authority", 14L),
                        Map.entry("ni-district", 11L),
                        Map.entry("city-corporation", 1L),
                        Map.entry("strategic-regional-authority", 1L)));
    }

    @Test
    void idsAreMemberIdsAndNothingStandsThereTwice() {
        assertThat(authorities.all())
                .extracting(Authority::id)
                .allMatch(Ids::isMember)
                .doesNotHaveDuplicates();
        assertThat(authorities.all()).extracting(Authority::gssCode).doesNotHaveDuplicates();
        assertThat(authorities.all()).extracting(Authority::name).doesNotHaveDuplicates();
    }

    @Test
    void fourteenCouncilsOfKentHaveTheirCodes() {
        Map<String, String> codes = authorities.all().stream()
                .filter(authority -> "kent".equals(authority.county())
                        || List.of("kent", "medway").contains(authority.id()))
                .collect(Collectors.toMap(Authority::id, Authority::gssCode));

        assertThat(codes)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("ashford", "E07000105"),
                        Map.entry("canterbury", "E07000106"),
                        Map.entry("dartford", "E07000107"),
                        Map.entry("dover", "E07000108"),
                        Map.entry("gravesham", "E07000109"),
                        Map.entry("maidstone", "E07000110"),
                        Map.entry("sevenoaks", "E07000111"),
                        Map.entry("folkestone-and-hythe", "E07000112"),
                        Map.entry("swale", "E07000113"),
                        Map.entry("thanet", "E07000114"),
                        Map.entry("tonbridge-and-malling", "E07000115"),
                        Map.entry("tunbridge-wells", "E07000116"),
                        Map.entry("kent", "E10000016"),
                        Map.entry("medway", "E06000035")));
    }

    @Test
    void countiesAreAuthoritiesOfTheListThemselves() {
        List<String> counties = authorities.all().stream()
                .filter(authority -> authority.kind().equals("county"))
                .map(Authority::id)
                .toList();

        assertThat(authorities.all())
                .extracting(Authority::county)
                .filteredOn(county -> county != null)
                .allMatch(counties::contains);
    }

    @Test
    void searchFindsWhatMentionsEveryWord() {
        assertThat(authorities.matching("  KENT   district city "))
                .extracting(Authority::id)
                .containsExactly("canterbury");
        assertThat(authorities.matching("e07000114")).extracting(Authority::id).containsExactly("thanet");
        assertThat(authorities.matching("nowhere-at-all")).isEmpty();
        assertThat(authorities.matching("")).hasSize(397);
    }

    @Test
    void everyAuthorityCanBecomeAMemberWithoutTyping() {
        for (Authority authority : authorities.all()) {
            Fields fields = Fields.ofRequest();
            var member = new DirectoryReading(Examples.LIMITS)
                    .member(fields, authority.id(), authorities.completed(fields, authority.id(), fromReference()));

            assertThat(fields.errors()).as(authority.id()).isEmpty();
            assertThat(member.getName()).isEqualTo(authority.name());
            assertThat(member.getGssCodes())
                    .singleElement()
                    .satisfies(code -> assertThat(code.getCode()).isEqualTo(authority.gssCode()));
        }
    }

    @Test
    void whatIsSaidPrevailsOverWhatIsKnown() {
        Fields fields = Fields.ofRequest();
        MemberBody said = Examples.parsed("{\"fromReference\": true, \"region\": \"Kent\"}", MemberBody.class);

        MemberBody completed = authorities.completed(fields, "dover", said);

        assertThat(completed.region()).isEqualTo("Kent");
        assertThat(completed.name()).isEqualTo("Dover District Council");
        assertThat(completed.nation()).isEqualTo("England");
    }

    @Test
    void idOfWhichNothingIsKnownIsRefused() {
        Fields fields = Fields.ofRequest();

        authorities.completed(fields, "example-council", fromReference());

        assertThat(fields.errors()).extracting(FieldError::field).containsExactly("fromReference");
    }

    @Test
    void bodyThatDoesNotAskIsLeftAsItIs() {
        Fields fields = Fields.ofRequest();
        MemberBody said = Examples.parsed("{\"name\": \"Example\"}", MemberBody.class);

        assertThat(authorities.completed(fields, "dover", said)).isSameAs(said);
    }

    /** Compares every row with the list that it was made from, where that is at hand. */
    @Test
    void everyRowIsDerivedFromTheSource() throws IOException {
        Path source = Path.of(System.getProperty("tocsin.anchors", "../../../shared/anchors-data"))
                .resolve("uk-local-authorities/uk_local_authorities_current.csv");
        assumeTrue(
                Files.isRegularFile(source),
                "the source is not in " + source + "; say where with -Dtocsin.anchors=<folder>");

        List<Row> current = rows(source).stream().filter(Row::isCurrent).toList();
        Map<String, String> ids = current.stream().collect(Collectors.toMap(Row::code, AuthoritiesTest::id));

        assertThat(authorities.all())
                .containsExactlyInAnyOrderElementsOf(
                        current.stream().map(row -> derived(row, ids)).toList());
    }

    /** What is read of a row of the source. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Row(
            @JsonProperty("local-authority-code") String code,
            @JsonProperty("official-name") String officialName,
            @JsonProperty("nice-name") String shortName,
            @JsonProperty("gss-code") String gssCode,
            @JsonProperty("start-date") String startDate,
            @JsonProperty("former-gss-codes") String formerGssCodes,
            @JsonProperty("nation") String nation,
            @JsonProperty("region") String region,
            @JsonProperty("county-la") String county,
            @JsonProperty("local-authority-type-name") String typeName,
            @JsonProperty("current-authority") String current) {

        boolean isCurrent() {
            return current.equals("True");
        }
    }

    private static Authority derived(Row row, Map<String, String> ids) {
        // The source dates the authority; its code may be younger where it has had another.
        boolean dated = row.formerGssCodes().isEmpty() && !row.startDate().isEmpty();
        return new Authority(
                id(row),
                row.officialName().strip(),
                row.gssCode(),
                dated ? row.startDate() : null,
                row.nation(),
                row.region(),
                row.county().isEmpty() ? null : requireNonNull(ids.get(row.county())),
                kebab(row.typeName()));
    }

    private static String id(Row row) {
        return CHOSEN.getOrDefault(row.code(), kebab(row.shortName()));
    }

    private static String kebab(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replace(".", "")
                .replace("'", "")
                .replaceAll("[^a-z0-9]+", "-");
    }

    private static MemberBody fromReference() {
        return Examples.parsed("{\"fromReference\": true, \"roles\": [\"partner\"]}", MemberBody.class);
    }

    private static List<Row> rows(Path source) throws IOException {
        try (InputStream file = Files.newInputStream(source);
                MappingIterator<Row> rows = new CsvMapper()
                        .readerFor(Row.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(file)) {
            return rows.readAll();
        }
    }
}
