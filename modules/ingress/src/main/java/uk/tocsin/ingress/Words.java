package uk.tocsin.ingress;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Enum values as they are written in JSON: {@code NOT_AFFECTED} is {@code not-affected}. */
final class Words {

    private Words() {}

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All values but UNKNOWN, which readers of old schemas need and no writer may say. */
    static <E extends Enum<E>> List<E> sayable(E[] values) {
        return Arrays.stream(values)
                .filter(value -> !value.name().equals("UNKNOWN"))
                .toList();
    }

    static <E extends Enum<E>> Optional<E> read(String text, List<E> allowed) {
        return allowed.stream().filter(value -> written(value).equals(text)).findFirst();
    }

    static String expected(List<? extends Enum<?>> allowed) {
        return allowed.stream().map(Words::written).collect(Collectors.joining(", "));
    }
}
