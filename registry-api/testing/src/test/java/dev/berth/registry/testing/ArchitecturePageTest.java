package dev.berth.registry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that section 8 of ARCHITECTURE.md names are there. */
final class ArchitecturePageTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern TYPE = Pattern.compile("`(?:[\\w.-]+/)*([A-Z]\\w+)`");

    /** Types that the page tells a reader to write. */
    private static final Set<String> NEW = Set.of("AzureKeys", "AzureMapping");

    @Test
    void namedTypesExist() throws IOException {
        String page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
        List<String> named = TYPE.matcher(page.substring(page.indexOf("## 8.")))
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(NEW);
        missing.removeAll(types());

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    private static Set<String> types() throws IOException {
        Set<String> types = new TreeSet<>();
        for (Path sources : sourceFolders()) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> types.add(name.replace(".java", "")));
            }
        }
        return types;
    }

    private static List<Path> sourceFolders() throws IOException {
        try (Stream<Path> folders = Files.walk(ROOT, 3)) {
            return folders.filter(folder -> folder.endsWith("src")).toList();
        }
    }
}
