package uk.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In the hub's one jar classes are loaded by another loader than the system's, as they are here. */
class NativeCompressionTest {

    private static final String FACTORY = "net.jpountz.lz4.LZ4Factory";

    @Test
    void insideTheHubsJarLz4RunsInMachineCode() throws Exception {
        try (URLClassLoader jar = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThat(fastest(jar)).doesNotContain("JNI");

            jar.loadClass(NativeCompression.class.getName()).getMethod("load").invoke(null);

            assertThat(fastest(jar)).contains("JNI");
        }
    }

    /** What Kafka takes. */
    private static String fastest(ClassLoader jar) throws ReflectiveOperationException {
        return jar.loadClass(FACTORY).getMethod("fastestInstance").invoke(null).toString();
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
    }
}
