package uk.tocsin.partnerfanout.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.IncidentLink;
import uk.tocsin.contracts.Indicator;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerDetail;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.ServiceAlert;
import uk.tocsin.disclosure.Labels;

/**
 * The JSON form of what stands in an inbox: camelCase names, enums in lower case with hyphens, labels as TLP 2.0 writes
 * them, times in RFC 3339. Every field is named here one by one, so that a field added to a record leaves by HTTP only
 * when somebody decided that it may. A field without a value is left out.
 */
public final class InboxJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private InboxJson() {}

    /**
     * The JSON form of a record of an inbox.
     *
     * @throws IllegalArgumentException for a record type that no inbox holds
     */
    public static ObjectNode of(SpecificRecord entry) {
        if (entry instanceof PartnerAlert alert) {
            return of(alert);
        }
        if (entry instanceof ReferralResponse response) {
            return of(response);
        }
        throw new IllegalArgumentException(
                "record: " + entry.getSchema().getName() + " (expected: PartnerAlert or ReferralResponse)");
    }

    static ObjectNode of(PartnerAlert alert) {
        ObjectNode node = NODES.objectNode()
                .put("eventId", alert.getEventId().toString())
                .put("subjectType", written(alert.getSubjectType()))
                .put("subjectId", alert.getSubjectId())
                .put("publisher", alert.getPublisher())
                .put("revision", alert.getRevision())
                .put("kind", written(alert.getKind()))
                .put("recordedAt", alert.getRecordedAt().toString())
                .put("tlp", Labels.written(alert.getTlp()));
        putObject(node, "incident", alert.getIncident(), InboxJson::incident);
        putObject(node, "service", alert.getService(), InboxJson::service);
        return node;
    }

    static ObjectNode of(ReferralResponse response) {
        ObjectNode node = NODES.objectNode()
                .put("responseId", response.getResponseId().toString())
                .put("referralEventId", response.getReferralEventId().toString())
                .put("incidentId", response.getIncidentId())
                .put("publisher", response.getPublisher())
                .put("revision", response.getRevision())
                .put("decision", written(response.getDecision()))
                .put("respondedBy", response.getRespondedBy())
                .put("respondedAt", response.getRespondedAt().toString());
        putText(node, "message", response.getMessage());
        if (response.getAssignedCategory() != null) {
            node.put("assignedCategory", response.getAssignedCategory());
        }
        putText(node, "ncscReference", response.getNcscReference());
        return node;
    }

    private static ObjectNode incident(IncidentAlert incident) {
        ObjectNode node = NODES.objectNode()
                .put("phase", written(incident.getPhase()))
                .put("personalData", written(incident.getPersonalData()));
        putTime(node, "occurredAt", incident.getOccurredAt());
        putEnum(node, "rsitClass", incident.getRsitClass());
        node.set("affectedServices", array(incident.getAffectedServices(), InboxJson::affectedService));
        node.set("suppliers", texts(incident.getSuppliers()));
        node.set("links", array(incident.getLinks(), InboxJson::link));
        putObject(node, "statement", incident.getStatement(), InboxJson::statement);
        putObject(node, "detail", incident.getDetail(), InboxJson::detail);
        return node;
    }

    private static ObjectNode affectedService(AffectedService service) {
        return NODES.objectNode().put("serviceId", service.getServiceId()).put("name", service.getName());
    }

    private static ObjectNode link(IncidentLink link) {
        ObjectNode node =
                NODES.objectNode().put("incidentId", link.getIncidentId()).put("relation", written(link.getRelation()));
        putText(node, "note", link.getNote());
        return node;
    }

    private static ObjectNode statement(PublicSection section) {
        ObjectNode node =
                NODES.objectNode().put("headline", section.getHeadline()).put("statement", section.getStatement());
        node.set("signatories", texts(section.getSignatories()));
        putTime(node, "nextUpdateDue", section.getNextUpdateDue());
        return node;
    }

    private static ObjectNode detail(PartnerDetail detail) {
        ObjectNode node =
                NODES.objectNode().put("tlp", Labels.written(detail.getTlp())).put("summary", detail.getSummary());
        node.set("techniques", texts(detail.getTechniques()));
        node.set("indicators", array(detail.getIndicators(), InboxJson::indicator));
        putText(node, "advice", detail.getAdvice());
        putText(node, "contact", detail.getContact());
        return node;
    }

    private static ObjectNode indicator(Indicator indicator) {
        ObjectNode node = NODES.objectNode()
                .put("type", written(indicator.getType()))
                .put("value", indicator.getValue())
                .put("pap", "PAP:" + indicator.getPap().name());
        putText(node, "note", indicator.getNote());
        return node;
    }

    private static ObjectNode service(ServiceAlert service) {
        ObjectNode node = NODES.objectNode()
                .put("name", service.getName())
                .put("state", written(service.getState()))
                .put("cause", written(service.getCause()))
                .put("since", service.getSince().toString());
        putText(node, "incidentId", service.getIncidentId());
        putText(node, "message", service.getMessage());
        putText(node, "alternative", service.getAlternative());
        putTime(node, "expectedBy", service.getExpectedBy());
        return node;
    }

    /** An enum value as it is written in JSON, such as {@code not-affected}. */
    public static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void putText(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void putTime(ObjectNode node, String name, @Nullable Instant value) {
        putText(node, name, value == null ? null : value.toString());
    }

    private static void putEnum(ObjectNode node, String name, @Nullable Enum<?> value) {
        putText(node, name, value == null ? null : written(value));
    }

    private static <T> void putObject(
            ObjectNode node, String name, @Nullable T value, Function<T, ? extends JsonNode> form) {
        if (value != null) {
            node.set(name, form.apply(value));
        }
    }

    private static <T> ArrayNode array(List<T> values, Function<T, ? extends JsonNode> form) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(form.apply(value)));
        return array;
    }

    private static ArrayNode texts(List<String> values) {
        return array(values, NODES::stringNode);
    }
}
