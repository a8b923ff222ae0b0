package uk.tocsin.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.NullMarked;

/** The folder {@code schemas/} as the tests read it. */
@NullMarked
final class SchemaFiles {

    static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "..", "..", "schemas");

    private static final Pattern NAME = Pattern.compile("v([1-9][0-9]*)\\.avsc");

    private SchemaFiles() {}

    /** One version of one record. */
    record Version(String record, int number) {

        Path schemaFile() {
            return file("avsc");
        }

        Path jsonExample() {
            return file("example.json");
        }

        Path binaryExample() {
            return file("example.b64");
        }

        Schema schema() {
            return new Schema.Parser().parse(text(schemaFile()));
        }

        /** The path as {@code RELEASED} gives it. */
        String releasedPath() {
            return record + "/v" + number + ".avsc";
        }

        private Path file(String ending) {
            return FOLDER.resolve(record).resolve("v" + number + "." + ending);
        }

        @Override
        public String toString() {
            return record + " v" + number;
        }
    }

    /** Names of the records that have a folder. */
    static List<String> records() {
        return list(FOLDER)
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .sorted()
                .toList();
    }

    /** Every version of {@code record}, oldest first. */
    static List<Version> versionsOf(String record) {
        return list(FOLDER.resolve(record))
                .map(file -> NAME.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .map(name -> new Version(record, Integer.parseInt(name.group(1))))
                .sorted(Comparator.comparingInt(Version::number))
                .toList();
    }

    /** Every version of every record. */
    static List<Version> versions() {
        return records().stream().flatMap(record -> versionsOf(record).stream()).toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
