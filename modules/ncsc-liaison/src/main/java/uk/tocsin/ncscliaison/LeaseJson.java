package uk.tocsin.ncscliaison;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.kafka.json.ContractJson;

/** A lease as JSON. */
final class LeaseJson {

    private LeaseJson() {}

    static ObjectNode of(Lease lease) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("leaseId", lease.leaseId().toString());
        json.put("deliveryCount", lease.deliveryCount());
        json.put("leaseUntil", lease.until().toString());
        json.set("referral", ContractJson.of(lease.referral()));
        return json;
    }
}
