package uk.tocsin.bench.stack;

import java.util.UUID;

/** What a council posts. */
public final class IncidentBody {

    private static final String STATEMENT =
            "Example: we are looking into it. ".repeat(8).strip();
    private static final String SUMMARY =
            "Example: unusual sign-ins at the remote gateway. ".repeat(14).strip();

    private IncidentBody() {}

    /** An example of a new incident, of about 1 KB, for a circle. */
    public static String of(String publisher, UUID eventId, String circle) {
        return """
                {"eventId": "%s", "incidentId": "%s.%s", "kind": "declared", "phase": "investigating",
                 "public": {"headline": "Example headline", "statement": "%s"},
                 "partner": {"tlp": "TLP:AMBER", "audience": {"circles": ["%s"]}, "summary": "%s"}}
                """.formatted(eventId, publisher, eventId, STATEMENT, circle, SUMMARY);
    }
}
