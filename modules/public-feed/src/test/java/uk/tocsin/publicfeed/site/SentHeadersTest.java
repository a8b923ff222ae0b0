package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "gzip, deflate, br",
                "br;q=1.0, gzip;q=0.5",
                "deflate , gzip ; q=0.001 , *;q=0",
                "gzip;q=1"
            })
    void compressedIsForThoseWhoTakeIt(String accepted) {
        assertThat(SentHeaders.acceptsGzip(accepted)).isTrue();
    }

    /** Once, whoever refused it with a space in between got it all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "br",
                "*",
                "gzip;q=0",
                "gzip; q=0",
                "gzip ;q=0.000, br",
                "br, gzip;q=0.",
                "notgzip",
                "gzip2",
                "gzip;q="
            })
    void andForNobodyElse(String accepted) {
        assertThat(SentHeaders.acceptsGzip(accepted)).isFalse();
    }
}
