package uk.tocsin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.tocsin.contracts.SchemaFiles.Version;

/** What was released stays as it was, and everything ever written can be read for ever. */
@NullMarked
class SchemaReleaseTest {

    static {
        // Avro makes objects of trusted classes only; a reader of Tocsin's topics trusts exactly its contracts.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, type -> type.getName().startsWith("uk.tocsin.contracts.")));
    }

    /** What neither the public nor a council outside the audience is told, by the names that the records give it. */
    private static final Set<String> AUDIENCE = Set.of("Audience", "audience", "circles", "members", "sharing");

    private static final Set<String> PARTNER_DETAIL = Set.of(
            "PartnerSection",
            "partnerSection",
            "PartnerDetail",
            "detail",
            "summary",
            "techniques",
            "Indicator",
            "IndicatorType",
            "indicators",
            "Pap",
            "pap",
            "advice");

    private static final Set<String> LIAISON_DETAIL = Set.of(
            "LiaisonSection",
            "liaisonSection",
            "liaison",
            "technicalDetail",
            "helpWanted",
            "ncscReference",
            "proposedCategory",
            "awareAt");

    private static final Set<String> NOT_FOR_THE_PUBLIC = Set.of(
            "Tlp",
            "tlp",
            "contact",
            "suppliers",
            "IncidentLink",
            "LinkRelation",
            "links",
            "incidentId",
            "RsitClass",
            "rsitClass",
            "occurredAt");

    static List<Version> versions() {
        return SchemaFiles.versions();
    }

    static List<String> records() {
        return SchemaFiles.records();
    }

    @Test
    void everyRecordHasAFolderAndEveryFolderARecord() {
        assertThat(SchemaFiles.records())
                .containsExactlyInAnyOrderElementsOf(
                        Contracts.RECORDS.stream().map(Class::getSimpleName).toList());
    }

    @Test
    void releasedFilesAreFrozen() throws IOException {
        Map<String, String> released = released();

        assertThat(released).isNotEmpty();
        for (Map.Entry<String, String> line : released.entrySet()) {
            assertThat(sha256(SchemaFiles.FOLDER.resolve(line.getKey())))
                    .as("%s has been released: make a new version instead of editing it", line.getKey())
                    .isEqualTo(line.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void onlyTheNewestVersionMayBeUnreleased(String record) throws IOException {
        List<Version> versions = SchemaFiles.versionsOf(record);

        assertThat(versions).extracting(Version::number).startsWith(1).doesNotHaveDuplicates();
        assertThat(versions.get(versions.size() - 1).number()).isEqualTo(versions.size());
        assertThat(released().keySet())
                .contains(versions.get(0).releasedPath())
                .containsAll(versions.subList(0, versions.size() - 1).stream()
                        .map(Version::releasedPath)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("records")
    void theGeneratedRecordIsTheNewestVersion(String record) {
        List<Version> versions = SchemaFiles.versionsOf(record);

        assertThat(SchemaNormalization.toParsingForm(currentSchema(record)))
                .isEqualTo(SchemaNormalization.toParsingForm(
                        versions.get(versions.size() - 1).schema()));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void goldenExamplesOfEveryVersionDecodeToTheCurrentRecord(Version version) throws IOException {
        Schema writer = version.schema();

        SpecificRecord fromBinary = read(specific(version), binary(version));
        SpecificRecord fromJson = read(specific(version), json(version));

        assertThat(fromBinary).isInstanceOf(currentClass(version.record()));
        assertThat(rewritten(fromBinary)).isEqualTo(rewritten(fromJson));
        assertThat(read(new GenericDatumReader<GenericRecord>(writer), binary(version)))
                .isEqualTo(read(new GenericDatumReader<GenericRecord>(writer), json(version)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theGoldenExampleFillsEveryField(Version version) throws IOException {
        GenericRecord example = read(new GenericDatumReader<>(version.schema()), binary(version));

        assertThat(EmptyFields.of(example)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyFieldHasADocString(Version version) {
        assertThat(SchemaWalk.of(version.schema()))
                .isNotEmpty()
                .allSatisfy(named -> assertThat(named.doc()).as(named.path()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyVersionIsFullTransitiveWithAllOthers(String record) {
        assertThat(FullTransitive.violations(SchemaFiles.versionsOf(record).stream()
                        .map(Version::schema)
                        .toList()))
                .isEmpty();
    }

    @Test
    void publicNoticeHasNoFieldForPartnersOrNcsc() {
        assertThat(namesOf("PublicNotice"))
                .contains("headline", "statement")
                .doesNotContainAnyElementsOf(AUDIENCE)
                .doesNotContainAnyElementsOf(PARTNER_DETAIL)
                .doesNotContainAnyElementsOf(LIAISON_DETAIL)
                .doesNotContainAnyElementsOf(NOT_FOR_THE_PUBLIC);
    }

    @Test
    void everyFieldOfPublicNoticeIsDocumentedForAnyone() {
        assertThat(SchemaFiles.versionsOf("PublicNotice"))
                .flatExtracting(version -> SchemaWalk.of(version.schema()))
                .filteredOn(SchemaWalk.Named::isField)
                .allSatisfy(field -> assertThat(field.doc())
                        .as(field.path())
                        .matches("(?s).*Seen by: (anyone|whoever sees any section)\\."));
    }

    @Test
    void partnerAlertHasNoFieldForNcscOrTheAudience() {
        assertThat(namesOf("PartnerAlert"))
                .contains("detail", "indicators")
                .doesNotContainAnyElementsOf(AUDIENCE)
                .doesNotContainAnyElementsOf(LIAISON_DETAIL)
                .doesNotContain("PartnerSection", "partnerSection");
    }

    @Test
    void referralHasNoFieldForPartners() {
        assertThat(namesOf("Referral"))
                .contains("liaison", "technicalDetail")
                .doesNotContainAnyElementsOf(AUDIENCE)
                .doesNotContainAnyElementsOf(PARTNER_DETAIL);
    }

    @Test
    void theForbiddenNamesAreNamesThatTheRecordsUse() {
        Set<String> used = SchemaFiles.records().stream()
                .flatMap(record -> namesOf(record).stream())
                .collect(Collectors.toSet());

        assertThat(used)
                .containsAll(AUDIENCE)
                .containsAll(PARTNER_DETAIL)
                .containsAll(LIAISON_DETAIL)
                .containsAll(NOT_FOR_THE_PUBLIC);
    }

    private static Set<String> namesOf(String record) {
        return SchemaFiles.versionsOf(record).stream()
                .flatMap(version -> SchemaWalk.namesOf(version.schema()).stream())
                .collect(Collectors.toSet());
    }

    private static Map<String, String> released() throws IOException {
        Map<String, String> released = new LinkedHashMap<>();
        for (String line : Files.readAllLines(SchemaFiles.FOLDER.resolve("RELEASED"))) {
            assertThat(line).matches("[0-9a-f]{64}  [A-Za-z]+/v[1-9][0-9]*\\.avsc");
            released.put(line.substring(66), line.substring(0, 64));
        }
        return released;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Class<? extends SpecificRecord> currentClass(String record) {
        return Contracts.RECORDS.stream()
                .filter(type -> type.getSimpleName().equals(record))
                .findFirst()
                .orElseThrow();
    }

    private static Schema currentSchema(String record) {
        return SpecificData.get().getSchema(currentClass(record));
    }

    private static DatumReader<SpecificRecord> specific(Version version) {
        return new SpecificDatumReader<>(version.schema(), currentSchema(version.record()));
    }

    private static Decoder binary(Version version) {
        byte[] bytes = Base64.getDecoder()
                .decode(SchemaFiles.text(version.binaryExample()).strip());
        return DecoderFactory.get().binaryDecoder(bytes, null);
    }

    private static Decoder json(Version version) throws IOException {
        return DecoderFactory.get().jsonDecoder(version.schema(), SchemaFiles.text(version.jsonExample()));
    }

    /**
     * The record written and read back without logical types. Avro's own equality fails on generated records that hold
     * an optional date within a list, as a member's boundary codes do.
     */
    private static GenericRecord rewritten(SpecificRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return read(
                new GenericDatumReader<>(record.getSchema()),
                DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    @SuppressWarnings("NullAway") // Avro takes null for "no object to reuse" and does not say so in its types.
    private static <T> T read(DatumReader<T> reader, Decoder decoder) throws IOException {
        return reader.read(null, decoder);
    }
}
