package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables of docs/failures.md: the outcome of each operation under each fault. */
final class FailurePage {
    private static final Path PAGE = Path.of("..", "..", "docs", "failures.md");

    private final List<String> faults;
    private final Map<String, List<Outcome>> operations = new LinkedHashMap<>();

    /** The outcome of an operation, as the page writes it. */
    enum Outcome {
        SERVED,
        UNAVAILABLE,
        EITHER;

        static Outcome of(String cell) {
            return switch (cell) {
                case "served" -> SERVED;
                case "503" -> UNAVAILABLE;
                case "served or 503" -> EITHER;
                default -> throw new IllegalArgumentException("not an outcome: " + cell);
            };
        }
    }

    private FailurePage(List<String> faults) {
        this.faults = faults;
    }

    /** The first table below a heading. */
    static FailurePage below(String heading) throws IOException {
        List<List<String>> rows = Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.equals("## " + heading))
                .dropWhile(line -> !line.startsWith("| operation |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(FailurePage::cells)
                .toList();
        assertThat(rows).as("table below " + heading).isNotEmpty();
        FailurePage page = new FailurePage(rows.get(0).subList(1, rows.get(0).size()));
        rows.stream()
                .skip(2)
                .forEach(row -> page.operations.put(
                        row.get(0), row.stream().skip(1).map(Outcome::of).toList()));
        return page;
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }

    void assertLists(Collection<String> allOperations, Collection<String> allFaults) {
        assertThat(operations.keySet()).containsExactlyElementsOf(allOperations);
        assertThat(faults).containsExactlyElementsOf(allFaults);
    }

    Outcome outcome(String operation, String fault) {
        return Objects.requireNonNull(operations.get(operation), operation).get(faults.indexOf(fault));
    }
}
