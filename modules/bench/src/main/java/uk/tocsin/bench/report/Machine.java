package uk.tocsin.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where it was measured, without which a figure says little.
 *
 * @param cores processors that this process may use
 * @param processor what the system calls them
 * @param memoryMiB of the whole machine
 * @param system operating system, version, architecture
 * @param jvm virtual machine and its version
 */
public record Machine(int cores, String processor, long memoryMiB, String system, String jvm) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final long MIB = 1024 * 1024;

    /** This one. */
    public static Machine here() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize() / MIB
                        : 0;
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                named(),
                memory,
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                property("java.vm.name") + " " + property("java.vm.version"));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String named() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
