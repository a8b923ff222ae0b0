package uk.tocsin.hub.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the unpacked registry, which is no library but a program with libraries of its own. */
final class RegistryDistribution {

    static final String PROPERTY = "tocsin.registry.dist";

    private static final String RUNNER = "apicurio-registry-app-*-runner.jar";

    /** The jar or folder in the place of a class, be it plain, in a jar, or in a jar within a jar. */
    private static final Pattern PLACE = Pattern.compile("(?:jar:)?(?:file|nested):(/.+?)(?:/?!.*)?");

    private RegistryDistribution() {}

    /** The jar that starts the registry, in the folder asked for or where the build puts it. */
    static Path runner(@Nullable Path asked) {
        Path folder = folder(asked);
        try (var found = Files.newDirectoryStream(folder, RUNNER)) {
            for (Path runner : found) {
                return runner.toAbsolutePath();
            }
            throw missing(folder, null);
        } catch (IOException e) {
            throw missing(folder, e);
        }
    }

    /** The build unpacks into {@code target/registry}, beside both {@code target/classes} and the finished jar. */
    static Path besideProgram(String place) {
        Matcher matcher = PLACE.matcher(place);
        Path program = Path.of(matcher.matches() ? matcher.group(1) : place);
        return program.resolveSibling("registry");
    }

    private static Path folder(@Nullable Path asked) {
        if (asked != null) {
            return asked;
        }
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        CodeSource source = RegistryDistribution.class.getProtectionDomain().getCodeSource();
        return besideProgram(source.getLocation().toString());
    }

    private static StackException missing(Path folder, @Nullable IOException cause) {
        String message = "The schema registry is not in " + folder
                + ". Run 'mvn -Dquick package' to unpack it there, or name its folder with -D" + PROPERTY + ".";
        return cause == null ? new StackException(message) : new StackException(message, cause);
    }
}
