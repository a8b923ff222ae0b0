package uk.tocsin.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class HubProcessTest {

    @Test
    void hubIsFoundWhereItSaysThatItIs() {
        assertThat(HubProcess.Addresses.in("Tocsin is up: http://127.0.0.1:40123 (broker 127.0.0.1:40124, registry"
                        + " http://127.0.0.1:40125/apis/ccompat/v7). Stop it with Ctrl-C."))
                .contains(new HubProcess.Addresses(
                        URI.create("http://127.0.0.1:40123"),
                        "127.0.0.1:40124",
                        "http://127.0.0.1:40125/apis/ccompat/v7"));
    }

    @Test
    void whatItSaysBeforeIsNoAddress() {
        assertThat(HubProcess.Addresses.in("The schema registry is ready.")).isEmpty();
    }
}
