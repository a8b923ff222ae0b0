package uk.tocsin.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured of one subject under one condition.
 *
 * @param condition such as {@code 50 inboxes}; ratios are made only within one
 * @param subject who was measured
 * @param samples by the name of the quantity, in the order in which they are shown
 */
public record Line(String condition, String subject, Map<String, Sample> samples) {

    public Line {
        samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    }
}
