package uk.tocsin.bench.site;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine that the bench does not bring. */
final class Program {

    private static final String BESIDE_THE_PATH = "/usr/sbin:/usr/local/sbin";

    private Program() {}

    /** Where a program is, if it is there. */
    static Optional<Path> find(String name) {
        String path = System.getenv("PATH") == null ? "" : System.getenv("PATH");
        return Stream.of((path + File.pathSeparator + BESIDE_THE_PATH).split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Time of the processors that a process and those that it started have taken. */
    static Duration busy(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
