package dev.xdpasm.loader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times of things that took turns, called {@code WORK/WHO}: medians, and how many times C's each takes. */
final class Turns {
    private static final String C = "/C";

    private final Map<String, List<Double>> nanos = new LinkedHashMap<>();

    /** Forgets what was measured so far, while the code was still cold. */
    void begin() {
        nanos.clear();
    }

    void record(String what, double time) {
        nanos.computeIfAbsent(what, any -> new ArrayList<>()).add(time);
    }

    private static double median(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The ratio is the median of the rounds' ratios: what disturbs a round disturbs both. */
    private static double ratio(List<Double> ours, List<Double> peers) {
        double[] ratios = new double[ours.size()];
        Arrays.setAll(ratios, i -> ours.get(i) / peers.get(i));
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    void print() {
        nanos.forEach((what, times) -> System.out.printf(
                "%-30s %9.1f ns  %.2f x C%n",
                what, median(times), ratio(times, nanos.get(what.substring(0, what.indexOf('/')) + C))));
    }
}
