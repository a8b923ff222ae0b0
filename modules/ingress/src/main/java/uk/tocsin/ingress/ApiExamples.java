package uk.tocsin.ingress;

/** Bodies for whoever tries the API out, as the member {@code canterbury} of the circle {@code kent-councils}. */
final class ApiExamples {

    static final String INCIDENT = """
            {
              "eventId": "6d1f3c52-8a53-4c0e-9d7e-3b8f0a5c2e11",
              "incidentId": "canterbury.example",
              "kind": "declared",
              "phase": "investigating",
              "awareAt": "2024-01-18T08:10:00Z",
              "personalData": "not-believed-affected",
              "affectedServices": [{"serviceId": "canterbury.planning", "name": "Planning"}],
              "public": {
                "headline": "Some online services are not available",
                "statement": "We are looking into it and will say more as soon as we can.",
                "nextUpdateDue": "2024-01-18T16:00:00Z"
              },
              "partner": {
                "tlp": "TLP:AMBER",
                "audience": {"circles": ["kent-councils"]},
                "summary": "Example: unusual sign-ins on a system that we share. Look at yours.",
                "techniques": ["T1078"],
                "indicators": [{"type": "ipv4", "value": "192.0.2.10", "pap": "amber"}]
              },
              "liaison": {
                "tlp": "TLP:AMBER",
                "technicalDetail": "Example: sign-ins with a service account from an address that is not ours."
              }
            }""";

    static final String SERVICE_STATUS = """
            {
              "eventId": "0c7b6f0e-2a4d-4f43-8f55-6a3d7b1e9c22",
              "serviceId": "canterbury.planning",
              "serviceName": "Planning",
              "state": "restricted",
              "cause": "precaution",
              "incidentId": "canterbury.example",
              "message": "You can look at applications, and cannot send new ones.",
              "alternative": "Send new applications by post.",
              "since": "2024-01-18T09:00:00Z",
              "sharing": "public"
            }""";

    static final String BATCH = "{\"incidents\": [" + INCIDENT + "],\n\"serviceStatuses\": [" + SERVICE_STATUS + "]}";

    static final String MEMBER = """
            {"fromReference": true, "region": "Kent", "roles": ["publisher", "partner"]}""";

    static final String CIRCLE = """
            {"name": "Councils of Kent", "members": ["canterbury", "thanet", "dover"]}""";

    private ApiExamples() {}
}
