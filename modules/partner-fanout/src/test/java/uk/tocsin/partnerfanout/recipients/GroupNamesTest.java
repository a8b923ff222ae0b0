package uk.tocsin.partnerfanout.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.Examples;

class GroupNamesTest {

    private final List<String> cluster = new ArrayList<>(List.of("thanet.b", "dover.a"));
    private int asked;
    private Instant now = Examples.TIME;
    private final InstantSource time = () -> now;
    private final GroupNames names = new GroupNames(
            () -> {
                asked++;
                return cluster;
            },
            Duration.ofSeconds(5),
            time.withZone(ZoneOffset.UTC));

    @Test
    void clusterIsAskedOnlySoOften() {
        assertThat(names.current()).containsExactly("dover.a", "thanet.b");
        now = now.plusMillis(4_999);
        assertThat(names.current()).hasSize(2);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void groupThatHasComeIsKnownOnceTheNamesAreTooOld() {
        names.current();
        cluster.add("dover.new");
        now = now.plusSeconds(5);

        assertThat(names.current()).contains("dover.new");
    }
}
