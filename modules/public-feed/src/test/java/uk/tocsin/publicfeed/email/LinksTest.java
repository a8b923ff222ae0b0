package uk.tocsin.publicfeed.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.publicfeed.email.Examples.START;

import java.time.Duration;
import java.util.Base64;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private final Links links = new Links(Examples.seal(1));
    private final Request request = Examples.request("resident@example.org", Examples.wish(Set.of("dover"), Set.of()));

    @Test
    void linkCarriesTheRequestUntilItEndsAndShowsNothingOfIt() {
        String token = links.confirmation(request);

        assertThat(links.request(token, START)).contains(request);
        assertThat(links.request(token, request.validUntil().minusSeconds(1))).contains(request);
        assertThat(links.request(token, request.validUntil())).isEmpty();
        assertThat(new String(Base64.getUrlDecoder().decode(token), ISO_8859_1)).doesNotContain("resident", "dover");
    }

    @Test
    void linkOpensForItsPurposeAndUnderItsKeyOnly() {
        UUID resident = UUID.randomUUID();
        String end = links.ending(resident);

        assertThat(links.resident(end)).contains(resident);
        assertThat(links.request(end, START)).isEmpty();
        assertThat(links.resident(links.confirmation(request))).isEmpty();
        assertThat(new Links(Examples.seal(2)).resident(end)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatWasNotMadeHereIsNoLink(String token) {
        assertThat(links.resident(token)).isEmpty();
        assertThat(links.request(token, START)).isEmpty();
    }

    @Test
    void longestRequestFitsIntoALink() {
        Request longest = new Request(
                UUID.randomUUID(),
                "a".repeat(242) + "@example.org",
                new Wish(names(40), names(80)),
                START.plus(Duration.ofDays(3)));

        assertThat(links.confirmation(longest)).hasSizeLessThanOrEqualTo(Links.MAX_LENGTH);
        assertThat(links.request(links.confirmation(longest), START)).contains(longest);
    }

    /** As many names as may be chosen, each as long as one can be. */
    private static NavigableSet<String> names(int length) {
        return IntStream.range(10, 40)
                .mapToObj(number -> "a".repeat(length - 2) + number)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
