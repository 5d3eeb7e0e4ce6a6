package dev.berth.registry.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dependencies that a project inherits from each artifact are the listed ones.
 * {@code -Dberth.dependencies=write} writes the lists anew.
 */
class DependencyListsIT {
    private static final Path LISTS = Path.of(System.getProperty("basedir", "")).resolve("src/test/dependencies");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> inheritsTheListedDependencies() throws Exception {
        ProjectFile build = ProjectFile.ofBuild();
        Consumers consumers = Consumers.resolve(folder, build);
        return build.artifacts().stream()
                .map(artifact ->
                        DynamicTest.dynamicTest(artifact, () -> compare(artifact, consumers.dependenciesOf(artifact))));
    }

    private static void compare(String artifact, List<String> dependencies) throws IOException {
        Path list = LISTS.resolve(artifact + ".txt");
        if (System.getProperty("berth.dependencies", "").equals("write")) {
            Files.write(Files.createDirectories(LISTS).resolve(list.getFileName()), dependencies);
        }
        assertThat(dependencies).isEqualTo(Files.readAllLines(list));
    }

    @Test
    void theBomNamesEveryListedArtifact() throws Exception {
        try (Stream<Path> lists = Files.list(LISTS)) {
            assertThat(lists.map(list -> list.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(ProjectFile.ofBuild().artifacts());
        }
    }
}
