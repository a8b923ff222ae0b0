package uk.tocsin.hub.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.ServiceStatusEvent;

/** Answers that hold a contract as JSON: their form is the contract's own, which no Java type of the answer shows. */
final class ContractAnswers implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        ContractSchemas contracts = new ContractSchemas(api.getComponents());
        answer(api, "/v1/inbox", "application/json", inbox(contracts));
        answer(api, "/v1/inbox/stream", "text/event-stream", new StringSchema());
        answer(api, "/v1/incidents/{incidentId}/recipients", "application/json", recipients());
        answer(api, "/v1/history", "application/x-ndjson", historyLine(contracts));
        answer(api, "/v1/referrals/lease", "application/json", lease(contracts));
        if (api.getComponents().getSchemas() != null) {
            // Spring's type for a stream says nothing of what is in it.
            api.getComponents().getSchemas().remove("SseEmitter");
        }
    }

    private static Schema<?> inbox(ContractSchemas contracts) {
        Schema<?> item = new ObjectSchema()
                .addProperty("id", new StringSchema().description("Where in the inbox, for Last-Event-ID."))
                .addProperty("type", new StringSchema().addEnumItem("alert").addEnumItem("response"))
                .addProperty("data", contracts.anyOf(List.of(PartnerAlert.class, ReferralResponse.class)));
        return new ObjectSchema()
                .addProperty("items", new ArraySchema().items(item))
                .addProperty("next", new StringSchema().description("With after: where to go on."));
    }

    private static Schema<?> recipients() {
        Schema<?> sent = new ObjectSchema()
                .addProperty("member", new StringSchema())
                .addProperty("revision", new IntegerSchema())
                .addProperty("withdrawn", new BooleanSchema())
                .addProperty("sentAt", new StringSchema().format("date-time"))
                .addProperty(
                        "taken",
                        new StringSchema().addEnumItem("yes").addEnumItem("no").addEnumItem("unknown"))
                .addProperty(
                        "takenBy",
                        new ArraySchema()
                                .items(new StringSchema())
                                .description(
                                        "When it is taken, in which ways: webhook, slack, teams, email, kafka, pull."));
        Schema<?> withheld =
                new ObjectSchema().addProperty("member", new StringSchema()).addProperty("reason", new StringSchema());
        return new ObjectSchema()
                .addProperty("incidentId", new StringSchema())
                .addProperty("publisher", new StringSchema())
                .addProperty("revision", new IntegerSchema())
                .addProperty("open", new BooleanSchema())
                .addProperty("tlp", new StringSchema())
                .addProperty("recipients", new ArraySchema().items(sent))
                .addProperty("withheld", new ArraySchema().items(withheld));
    }

    private static Schema<?> historyLine(ContractSchemas contracts) {
        return new ObjectSchema()
                .description("One such object a line, in the order in which the events were recorded.")
                .addProperty("view", new StringSchema())
                .addProperty(
                        "event",
                        contracts.anyOf(List.of(
                                IncidentEvent.class,
                                ServiceStatusEvent.class,
                                PartnerAlert.class,
                                Referral.class,
                                PublicNotice.class)))
                .addProperty(
                        "continueFrom",
                        new StringSchema()
                                .format("date-time")
                                .description("In the last line of an answer that was cut off."));
    }

    private static Schema<?> lease(ContractSchemas contracts) {
        return new ObjectSchema()
                .addProperty("leaseId", new StringSchema())
                .addProperty("deliveryCount", new IntegerSchema())
                .addProperty("leaseUntil", new StringSchema().format("date-time"))
                .addProperty("referral", contracts.anyOf(List.of(Referral.class)));
    }

    private static void answer(OpenAPI api, String path, String type, Schema<?> schema) {
        PathItem item = api.getPaths().get(path);
        if (item != null) {
            Content content = new Content().addMediaType(type, new MediaType().schema(schema));
            for (Operation operation : item.readOperations()) {
                operation
                        .getResponses()
                        .computeIfAbsent("200", status -> new ApiResponse())
                        .setContent(content);
            }
        }
    }
}
