package dev.berth.registry.examples.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The processor time for one operation as bars, for both colour schemes of a browser. */
final class Chart {
    private static final int WIDTH = 720;
    private static final int LEFT = 180;
    private static final int ROW = 24;
    private static final int FIGURES = 90;

    private final List<String> rows = new ArrayList<>();
    private int height = 10;

    private Chart() {}

    static String of(List<Measurement> measurements) {
        Chart chart = new Chart();
        for (Operation operation : Operation.values()) {
            chart.add(
                    operation,
                    measurements.stream()
                            .filter(one -> one.operation() == operation)
                            .toList());
        }
        String title = "Processor time of the server for one operation";
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
            <style>
              text { font: 13px sans-serif; fill: #333 }
              .title { font-weight: bold }
              rect { fill: #3f51b5 }
              @media (prefers-color-scheme: dark) { text { fill: #ddd } rect { fill: #9fa8da } }
            </style>
            %s
            </svg>
            """.formatted(WIDTH, chart.height, title, String.join("\n", chart.rows));
    }

    private void add(Operation operation, List<Measurement> measurements) {
        text("title", 0, operation.title() + ", microseconds");
        double most = measurements.stream()
                .mapToDouble(Measurement::processorMicros)
                .max()
                .orElse(1);
        for (Measurement one : measurements) {
            long width = Math.max(1, Math.round(one.processorMicros() / most * (WIDTH - LEFT - FIGURES)));
            rows.add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\"/>".formatted(LEFT, height + 3, width));
            rows.add("<text x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT + width + 6, height + 16, figure(one)));
            text("", 10, one.server());
        }
        height += ROW / 2;
    }

    private void text(String style, int x, String text) {
        rows.add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, x, height + 16, text));
        height += ROW;
    }

    private static String figure(Measurement one) {
        return String.format(Locale.ROOT, "%,.0f", one.processorMicros());
    }

    private static final String HEAD = """
        | operation | server | operations a second | processor time of the server, microseconds |
        |---|---|---|---|
        """;

    /** A table with a row for each operation and server. */
    static String table(List<Measurement> measurements) {
        return measurements.stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %,.0f | %,.0f |%n",
                        one.operation().title(),
                        one.server(),
                        one.rate(),
                        one.processorMicros()))
                .collect(Collectors.joining("", HEAD, ""));
    }
}
