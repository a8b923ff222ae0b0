package uk.tocsin.partnerfanout.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamPlacesTest {

    private final StreamPlaces places = new StreamPlaces(3, 2);

    @Test
    void oneMemberCannotTakeAllThereAre() {
        assertThat(places.take("dover")).isPresent();
        assertThat(places.take("dover")).isPresent();
        assertThat(places.take("dover")).isEmpty();

        assertThat(places.take("thanet")).isPresent();
        assertThat(places.take("ashford")).as("all are taken").isEmpty();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgainAndOnlyOnce() {
        Runnable release = places.take("dover").orElseThrow();
        assertThat(places.take("dover")).isPresent();

        release.run();
        release.run();

        assertThat(places.take("dover")).isPresent();
        assertThat(places.take("dover")).isEmpty();
    }
}
