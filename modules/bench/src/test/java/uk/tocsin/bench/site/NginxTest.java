package uk.tocsin.bench.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NginxTest {

    private static final Path EXAMPLE = Path.of("../../ops/nginx/public-site.conf");

    @Test
    void exampleThatUsersHaveIsServedOnAnotherPortAndFromAnotherFolder() throws IOException {
        String server = Nginx.server(Files.readString(EXAMPLE), 1234, Path.of("/example/site"));

        assertThat(server)
                .contains("listen 127.0.0.1:1234;", "root /example/site;", "try_files $uri $uri/index.html =404;")
                .doesNotContain("ssl;", "/srv/tocsin");
    }

    @Test
    void exampleThatSaysSomethingElseIsNotGuessedAt() {
        assertThatIllegalStateException().isThrownBy(() -> Nginx.server("server {}", 1234, Path.of("/example/site")));
    }
}
