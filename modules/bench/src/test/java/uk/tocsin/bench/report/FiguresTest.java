package uk.tocsin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void figuresAreReadInTheirOrderAndWithTheDigitsThatMeanSomething() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("p99 ms", 39.839);
        figures.put("deliveries/s", 14561.5845);
        figures.put("ratio", 0.123);

        assertThat(Figures.words(figures)).isEqualTo("p99 ms 39.8, deliveries/s 14,562, ratio 0.12");
    }
}
