package uk.tocsin.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads request bodies more strictly than Spring does by default: a property that nobody knows may be a misspelt
 * restriction, so it is refused, and so are duplicates, anything behind the end, and numbers in place of text.
 */
final class JsonBodies {

    private static final CoercionAction FAIL = CoercionAction.Fail;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, FAIL)
                            .setCoercion(CoercionInputShape.Float, FAIL)
                            .setCoercion(CoercionInputShape.Boolean, FAIL))
            .build();

    private final int maxBytes;

    /** @param maxBytes size of the largest body that is read */
    JsonBodies(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads {@code body}.
     *
     * @throws ErrorResponseException when it is too large or not of the shape of {@code type}
     */
    <T> T read(InputStream body, Class<T> type) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
        String text = text(bytes);
        if (text.isBlank()) {
            throw unreadable("", "is empty (expected: a JSON object)");
        }
        try {
            T read = MAPPER.readValue(text, type);
            if (read == null) {
                throw unreadable("", "is null (expected: a JSON object)");
            }
            return read;
        } catch (JacksonException e) {
            throw unreadable(path(e), reason(e));
        }
    }

    /** RFC 8259 knows one encoding; a guess at another might read something else than was checked elsewhere. */
    private static String text(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') < 0) {
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        } catch (CharacterCodingException e) {
            // Told below, together with what can be decoded and is no text.
        }
        throw unreadable("", "is no text in UTF-8 (expected: a JSON object in UTF-8)");
    }

    private static String reason(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is not a property that is known here";
        }
        if (e instanceof InputCoercionException || e.getCause() instanceof InputCoercionException) {
            return "is too large a number (expected: at most " + Integer.MAX_VALUE + ")";
        }
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            return "holds a number, a name or a nesting that is longer than is read" + where(e);
        }
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Duplicate")) {
            return "holds a property twice" + where(e);
        }
        return e instanceof DatabindException ? "is not of the expected JSON type" : "is no valid JSON" + where(e);
    }

    private static ErrorResponseException unreadable(String field, String message) {
        return Refusals.unreadable(List.of(new FieldError(field, message)));
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : ": line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
