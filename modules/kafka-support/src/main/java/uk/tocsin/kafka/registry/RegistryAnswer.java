package uk.tocsin.kafka.registry;

import tools.jackson.databind.JsonNode;
import uk.tocsin.kafka.registry.RegistryTransport.Question;

/**
 * What the registry said, beside what it was asked: a field that is missing is told as an exception about the question.
 *
 * @param question what was asked
 * @param json what came back with status 200
 */
record RegistryAnswer(Question question, JsonNode json) {

    int number(String field) {
        if (!json.path(field).isInt()) {
            throw without("a number as " + field);
        }
        return json.path(field).asInt();
    }

    String text(String field) {
        if (!json.path(field).isString()) {
            throw without("a text as " + field);
        }
        return json.path(field).asString();
    }

    boolean flag(String field) {
        if (!json.path(field).isBoolean()) {
            throw without("true or false as " + field);
        }
        return json.path(field).asBoolean();
    }

    RegistryException without(String expected) {
        return new RegistryException(question.what(), question.subject(), 200, 0, "answered without " + expected);
    }
}
