package uk.tocsin.kafka.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.ReferralDecision;
import uk.tocsin.contracts.ReferralResponse;

class CloudEventHeadersTest {

    @Test
    void tellsWhatWhoAndWhenInBinaryMode() {
        var source = new RecordHeaders()
                .add(HeaderNames.TRACEPARENT, "00-trace".getBytes(UTF_8))
                .add("other", "left behind".getBytes(UTF_8));

        assertThat(text(CloudEventHeaders.of(response(), source)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        HeaderNames.CE_SPECVERSION, "1.0",
                        HeaderNames.CE_ID, "00000000-0000-0000-0000-000000000001",
                        HeaderNames.CE_SOURCE, "/members/ncsc",
                        HeaderNames.CE_TYPE, "uk.tocsin.referral-response.accepted",
                        HeaderNames.CE_SUBJECT, "canterbury.cyber",
                        HeaderNames.CE_TIME, "1970-01-01T00:00:00Z",
                        HeaderNames.CONTENT_TYPE, "application/avro",
                        HeaderNames.TRACEPARENT, "00-trace"));
    }

    private static Map<String, String> text(org.apache.kafka.common.header.Headers headers) {
        return Stream.of(headers.toArray())
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
    }

    private static ReferralResponse response() {
        return ReferralResponse.newBuilder()
                .setResponseId(new UUID(0, 1))
                .setReferralEventId(new UUID(0, 9))
                .setIncidentId("canterbury.cyber")
                .setPublisher("canterbury")
                .setRevision(1)
                .setDecision(ReferralDecision.ACCEPTED)
                .setRespondedBy("ncsc")
                .setRespondedAt(Instant.EPOCH)
                .build();
    }
}
