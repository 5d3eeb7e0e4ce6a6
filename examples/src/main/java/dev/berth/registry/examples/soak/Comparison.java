package dev.berth.registry.examples.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The last quarter of a load against the second one: until then tags get their first images and Java compiles. Each
 * ratio is one of medians.
 */
record Comparison(List<Figures> figures) {
    Comparison {
        figures = List.copyOf(figures);
    }

    @Override
    public String toString() {
        return line("memory of the larger server", Figures::memory)
                + line("tables", Figures::tables)
                + line("indexes", Figures::indexes)
                + line("blobs", Figures::blobs)
                + line("push, median", figure -> figure.pushes().median())
                + line("push, 99th percentile", figure -> figure.pushes().p99())
                + line("read, median", figure -> figure.reads().median())
                + line("read, 99th percentile", figure -> figure.reads().p99())
                + "failures: " + failures();
    }

    private int failures() {
        return figures.stream()
                .mapToInt(figure -> figure.pushes().failures() + figure.reads().failures())
                .sum();
    }

    private String line(String name, ToDoubleFunction<Figures> figure) {
        return "%-28s %.2f of the second quarter%n".formatted(name, ratio(figure));
    }

    double ratio(ToDoubleFunction<Figures> figure) {
        int size = figures.size();
        int quarter = Math.max(1, size / 4);
        double then = median(figures.subList(Math.min(quarter, size - 1), Math.min(2 * quarter, size)), figure);
        return median(figures.subList(size - quarter, size), figure) / then;
    }

    private static double median(List<Figures> part, ToDoubleFunction<Figures> figure) {
        double[] sorted = part.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
