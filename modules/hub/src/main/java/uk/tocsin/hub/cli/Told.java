package uk.tocsin.hub.cli;

import tools.jackson.databind.JsonNode;

/**
 * A step of a scenario that the hub has taken.
 *
 * @param step what was said
 * @param eventId the id it was given
 * @param answer what the hub answered: where it went and whom it newly reaches
 */
record Told(Scenario.Step step, String eventId, JsonNode answer) {

    String subjectId() {
        return answer.path("subjectId").asString();
    }

    boolean isWithdrawal() {
        return Arrivals.WITHDRAWN.equals(step.event().path("kind").asString(""));
    }

    /** Whether the hub said that it reaches {@code reader}: a member, the public, or NCSC. */
    boolean reaches(String reader) {
        JsonNode reaches = answer.path("reaches");
        return reaches.path("members")
                        .valueStream()
                        .anyMatch(member -> member.asString().equals(reader))
                || reaches.path(reader).asBoolean(false);
    }
}
