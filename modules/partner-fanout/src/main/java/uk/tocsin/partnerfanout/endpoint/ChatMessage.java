package uk.tocsin.partnerfanout.endpoint;

import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.SubscriptionKind;

/**
 * What is posted to the incoming webhook of a chat. Text of councils goes only into elements that the chat shows as they are,
 * so that nobody's words can mention people, make links or change what is around them.
 */
final class ChatMessage {

    /** Slack's limit for the text of a section is 3,000 characters; Teams takes more. */
    private static final int MAX_CHARS = 2_900;

    private ChatMessage() {}

    /** The body for that kind of chat; throws for a kind that is none. */
    static String body(SubscriptionKind kind, AlertText text) {
        return switch (kind) {
            case SLACK -> slack(text).toString();
            case TEAMS -> teams(text).toString();
            case WEBHOOK, EMAIL, UNKNOWN ->
                throw new IllegalArgumentException("kind: " + kind + " (expected: SLACK or TEAMS)");
        };
    }

    private static ObjectNode slack(AlertText text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        // What notifications show is read as Slack's own markup.
        body.put(
                "text",
                cut(text.title().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        ArrayNode blocks = body.putArray("blocks");
        section(blocks, text.title());
        section(blocks, text.lines().stream().collect(Collectors.joining("\n")));
        return body;
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "plain_text")
                .put("emoji", false)
                .put("text", cut(text));
    }

    private static ObjectNode teams(AlertText text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode card = body.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putObject("content")
                .put("type", "AdaptiveCard")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("version", "1.4");
        ArrayNode elements = card.putArray("body");
        // A TextBlock would read its text as Markdown; a TextRun does not.
        run(elements, text.title()).put("weight", "Bolder");
        text.lines().forEach(line -> run(elements, line));
        return body;
    }

    private static ObjectNode run(ArrayNode elements, String text) {
        return elements.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", cut(text));
    }

    private static String cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end) + "…";
    }
}
