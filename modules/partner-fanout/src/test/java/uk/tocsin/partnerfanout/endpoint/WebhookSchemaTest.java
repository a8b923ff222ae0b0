package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.line.Journey;

/** Bodies as they are sent, against the JSON Schema that receivers are given. It allows no field that it does not name. */
class WebhookSchemaTest {

    private static final Path ROOT = Path.of("..", "..");

    private final JsonSchema schema;

    WebhookSchemaTest() throws IOException {
        Examples.circles();
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(ROOT.resolve("docs/webhook-message.schema.json")));
    }

    @Test
    void messageWithEveryFieldOfAnAlertOrAResponseObeysIt() throws IOException {
        assertThat(problems(body(golden("PartnerAlert", PartnerAlert.class)))).isEmpty();
        assertThat(problems(body(golden("ReferralResponse", ReferralResponse.class))))
                .isEmpty();
        assertThat(problems(body(Examples.response(1)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void messageWithAsLittleAsThereCanBeObeysIt(EventKind kind) throws IOException {
        PartnerAlert least = PartnerAlert.newBuilder(golden("PartnerAlert", PartnerAlert.class))
                .setKind(kind)
                .setIncident(null)
                .setService(null)
                .build();

        assertThat(problems(body(least))).isEmpty();
    }

    @Test
    void testMessageObeysIt() {
        var ping = WebhookContent.ping(Journey.SUBSCRIPTION, UUID.randomUUID(), Instant.parse("2024-01-19T09:00:00Z"));

        assertThat(problems(ping.body())).isEmpty();
        assertThat(ping.attributes()).containsEntry("ce-type", "uk.tocsin.subscription.tested");
    }

    @Test
    void fieldThatNobodyNamedAndWordThatIsNoneAreAgainstIt() throws IOException {
        String body = body(golden("PartnerAlert", PartnerAlert.class));

        assertThat(problems(body.replace("\"revision\":", "\"audience\":[],\"revision\":")))
                .isNotEmpty();
        assertThat(problems(body.replaceFirst("\"subjectType\":\"[a-z]+\"", "\"subjectType\":\"rumour\"")))
                .isNotEmpty();
        assertThat(problems(body.replaceFirst("\"type\":\"partner-alert", "\"type\":\"referral-response")))
                .isNotEmpty();
    }

    @Test
    void attributesAreThoseOfCloudEvents() {
        assertThat(WebhookContent.of(Examples.response(1)).attributes())
                .containsEntry("ce-specversion", "1.0")
                .containsEntry("ce-id", Examples.response(1).getResponseId().toString())
                .containsEntry("ce-source", "/members/ncsc")
                .containsEntry("ce-type", "uk.tocsin.referral-response.accepted")
                .containsEntry("ce-subject", "canterbury.2024-01-cyber")
                .containsEntry("ce-time", "2024-01-19T09:00:00Z");
    }

    private Set<ValidationMessage> problems(String body) {
        return schema.validate(body, InputFormat.JSON);
    }

    private static String body(SpecificRecord record) {
        return WebhookContent.of(record).body();
    }

    private static <T extends SpecificRecord> T golden(String record, Class<T> type) throws IOException {
        String text = Files.readString(ROOT.resolve("schemas/" + record + "/v1.example.b64"));
        byte[] bytes = Base64.getMimeDecoder().decode(text);
        return new SpecificDatumReader<T>(type).read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
