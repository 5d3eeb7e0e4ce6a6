package dev.berth.registry.launcher.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A setting of another registry that does nothing here.
 *
 * @param path it and everything below it
 * @param weight an error if it is dangerous to ignore the setting
 */
record Unsupported(String path, ConfigurationProblem.Weight weight, String reason) {
    private static final List<Unsupported> ALL = read();

    /** The description of an unsupported setting; empty for others. */
    static Optional<Unsupported> at(String path) {
        return ALL.stream()
                .filter(known -> path.equals(known.path()) || path.startsWith(known.path() + "."))
                .findFirst();
    }

    /** True when unsupported settings exist below this path. */
    static boolean isSection(String path) {
        return ALL.stream().anyMatch(known -> known.path().startsWith(path + "."));
    }

    private static List<Unsupported> read() {
        List<Unsupported> all = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Unsupported.class.getResourceAsStream("unsupported-settings.txt")), UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> all.add(of(line)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Unsupported of(String line) {
        String[] columns = line.split("\\s+", 3);
        return new Unsupported(columns[0], ConfigurationProblem.Weight.valueOf(columns[1]), columns[2]);
    }
}
