package uk.tocsin.ingress;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
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
     * @throws org.springframework.web.ErrorResponseException when it is too large or not of the shape of {@code type}
     */
    <T> T read(InputStream body, Class<T> type) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
        try {
            T read = MAPPER.readValue(bytes, type);
            if (read == null) {
                throw Refusals.unreadable(List.of(new FieldError("", "is null (expected: a JSON object)")));
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw Refusals.unreadable(List.of(new FieldError(path(e), "is not a property that is known here")));
        } catch (DatabindException e) {
            throw Refusals.unreadable(List.of(new FieldError(path(e), "is not of the expected JSON type")));
        } catch (JacksonException e) {
            throw Refusals.unreadable(List.of(new FieldError("", "the body is no valid JSON" + where(e))));
        }
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
