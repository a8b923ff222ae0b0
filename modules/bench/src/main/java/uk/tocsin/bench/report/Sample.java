package uk.tocsin.bench.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One quantity, measured in each repetition.
 *
 * @param runs one value for each repetition, in their order; at least one
 */
public record Sample(List<Double> runs) {

    public Sample {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("runs: none (expected: one for each repetition)");
        }
    }

    /** The middle one; of an even number, the mean of the two in the middle. */
    public double median() {
        double[] sorted =
                runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double least() {
        return runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double most() {
        return runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /**
     * How many times {@code reference} this is: the median of the ratios of runs that stood side by side, so that what
     * slowed the machine for a while slowed both.
     *
     * @throws IllegalArgumentException when the other was not run as often
     */
    public double timesOf(Sample reference) {
        if (reference.runs.size() != runs.size()) {
            throw new IllegalArgumentException(
                    "runs: " + reference.runs.size() + " (expected: " + runs.size() + ", as many as of the other)");
        }
        return new Sample(IntStream.range(0, runs.size())
                        .mapToObj(run -> runs.get(run) / reference.runs.get(run))
                        .toList())
                .median();
    }

    /** One sample for each quantity of several runs, in the order of the first; each run has all of them. */
    public static Map<String, Sample> byName(List<Map<String, Double>> runs) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        runs.get(0)
                .keySet()
                .forEach(name -> samples.put(
                        name,
                        new Sample(runs.stream()
                                .map(run -> run.getOrDefault(name, Double.NaN))
                                .toList())));
        return samples;
    }

    /** A sample of these runs. */
    public static Sample of(double... runs) {
        return new Sample(Arrays.stream(runs).boxed().toList());
    }
}
