package uk.tocsin.ingress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * The United Kingdom's current local authorities, so that administrators need not type what is public knowledge. None of
 * them is a member until somebody enters it.
 */
final class Authorities {

    private static final String FILE = "uk-local-authorities.csv";

    private final List<Authority> all;
    private final Map<String, Authority> byId;

    private Authorities(List<Authority> all) {
        this.all = List.copyOf(all);
        this.byId = all.stream().collect(Collectors.toUnmodifiableMap(Authority::id, Function.identity()));
    }

    /**
     * Reads the list that comes with this program.
     *
     * @throws IllegalStateException when an id stands in it twice
     */
    static Authorities shipped() {
        CsvMapper csv =
                CsvMapper.builder().enable(CsvReadFeature.EMPTY_STRING_AS_NULL).build();
        try (InputStream file = Authorities.class.getResourceAsStream(FILE);
                MappingIterator<Authority> rows = csv.readerFor(Authority.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(file)) {
            return new Authorities(rows.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Authority> all() {
        return all;
    }

    /** Those of which something mentions every word of {@code search}, in any case; all of them without a word. */
    List<Authority> matching(String search) {
        List<String> words = Stream.of(search.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return all.stream()
                .filter(authority -> words.stream().allMatch(authority::mentions))
                .toList();
    }

    /** The body as it was sent, or with what it leaves out taken from the list if it asks for that. */
    MemberBody completed(Fields fields, String id, MemberBody body) {
        if (!Boolean.TRUE.equals(body.fromReference())) {
            return body;
        }
        Authority authority = byId.get(id);
        if (authority == null) {
            fields.refuse("fromReference", "nothing is known of this id (expected: one of /v1/directory/reference)");
            return body;
        }
        return authority.completing(body);
    }
}
