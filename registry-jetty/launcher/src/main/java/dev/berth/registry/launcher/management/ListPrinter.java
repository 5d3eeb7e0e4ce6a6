package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Prints lists page by page, so that their length does not matter, and single things. */
final class ListPrinter {
    private static final String GAP = "  ";

    private final Output output;
    private final List<Column> columns;

    ListPrinter(Output output, Column... columns) {
        this.output = output;
        this.columns = List.of(columns);
    }

    /** Prints a table, or an array of JSON. */
    void print(Pages pages, boolean asJson) throws IOException {
        if (asJson) {
            json(pages);
        } else {
            table(pages);
        }
    }

    /** Prints one thing: its object of JSON, or a line for each column that it has. */
    void print(JsonNode thing, boolean asJson) {
        if (asJson) {
            output.json(thing);
            return;
        }
        for (Column column : columns) {
            String value = ApiAnswer.shown(column.value().apply(thing));
            if (!value.isEmpty()) {
                output.line(column.title() + ": " + value);
            }
        }
    }

    private void json(Pages pages) throws IOException {
        boolean isFirst = true;
        output.text("[");
        for (Optional<List<JsonNode>> page = pages.next(); page.isPresent(); page = pages.next()) {
            for (JsonNode item : page.get()) {
                output.text((isFirst ? "\n  " : ",\n  ") + item);
                isFirst = false;
            }
        }
        output.line(isFirst ? "]" : "\n]");
    }

    /** The width of a column only grows, from page to page. */
    private void table(Pages pages) throws IOException {
        int[] widths = titleWidths();
        boolean hasTitle = false;
        for (Optional<List<JsonNode>> page = pages.next(); page.isPresent(); page = pages.next()) {
            rows(page.get(), widths, !hasTitle);
            hasTitle |= !page.get().isEmpty();
        }
    }

    /** Prints a table; nothing without items. */
    void table(List<JsonNode> items) {
        rows(items, titleWidths(), true);
    }

    private int[] titleWidths() {
        return columns.stream().mapToInt(column -> column.title().length()).toArray();
    }

    private void rows(List<JsonNode> items, int[] widths, boolean withTitle) {
        List<List<String>> rows = items.stream().map(this::row).toList();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        if (withTitle && !rows.isEmpty()) {
            output.line(line(columns.stream().map(Column::title).toList(), widths));
        }
        rows.forEach(row -> output.line(line(row, widths)));
    }

    private List<String> row(JsonNode item) {
        return columns.stream()
                .map(column -> ApiAnswer.shown(column.value().apply(item)))
                .toList();
    }

    private String line(List<String> cells, int[] widths) {
        StringJoiner line = new StringJoiner(GAP);
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(Math.max(0, widths[i] - cells.get(i).length()));
            line.add(columns.get(i).isNumber() ? blanks + cells.get(i) : cells.get(i) + blanks);
        }
        return line.toString().stripTrailing();
    }
}
