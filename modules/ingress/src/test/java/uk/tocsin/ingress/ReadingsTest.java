package uk.tocsin.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingsTest {

    @Test
    void errorsOfABatchNameTheirEvent() {
        Readings.Reading reading = batch("""
                {"incidents": [%s, {"kind": "declared"}], "serviceStatuses": [{}]}""".formatted(Examples.phased(Examples.PUBLIC)));

        assertThat(reading.errors())
                .extracting(FieldError::field)
                .contains("incidents[1].eventId", "serviceStatuses[0].serviceId")
                .noneMatch(field -> field.startsWith("incidents[0]"));
    }

    @Test
    void batchIsNeitherEmptyNorTooLarge() {
        assertThat(batch("{}").errors()).hasSize(1);
        assertThat(batch("{\"incidents\": [{},{},{}], \"serviceStatuses\": [{},{},{}]}")
                        .errors())
                .extracting(FieldError::message)
                .containsExactly("6 events in all (expected: at most 5)");
    }

    @Test
    void pathsGoWithTheirEvents() {
        Readings.Reading reading = batch("{\"incidents\": [%s]}".formatted(Examples.phased(Examples.PUBLIC)));

        assertThat(reading.errors()).isEmpty();
        assertThat(reading.paths()).containsExactly("incidents[0].");
    }

    private static Readings.Reading batch(String json) {
        return new Readings(Examples.LIMITS).batch(Examples.parsed(json, BatchBody.class), Examples.CANTERBURY);
    }
}
