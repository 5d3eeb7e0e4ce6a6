package dev.berth.registry.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code blocks of README.md, and the program of docs/testing.md, are what is compiled here. */
class ReadmeTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", ""));

    @Test
    void itsProgramsAreExamples() throws Exception {
        assertThat(blocks("README.md", "java"))
                .containsExactly(
                        source("src/main/java/dev/berth/registry/examples/EmbeddedRegistry.java"),
                        source("src/main/java/dev/berth/registry/examples/ImagesOfHost.java"),
                        source("src/test/java/dev/berth/registry/examples/PushTest.java"));
    }

    @Test
    void theProgramOfTheTestGuideIsATest() throws Exception {
        assertThat(blocks("docs/testing.md", "java"))
                .contains(source("src/test/java/dev/berth/registry/examples/TestsOnPostgresIT.java"));
    }

    @Test
    void itsDependenciesHaveTheVersionOfTheBuild() throws Exception {
        String version = ProjectFile.ofBuild().version();
        List<String> xml = blocks("README.md", "xml");
        assertThat(xml).isNotEmpty();
        assertThat(String.join("", xml))
                .contains("<version>" + version + "</version>")
                .doesNotContainPattern("<version>(?!" + Pattern.quote(version) + "<)");
    }

    /** Without its package, which a reader has another of. */
    private static String source(String file) throws IOException {
        return Files.readString(SOURCES.resolve(file)).replaceFirst("package [^;]+;\n\n", "");
    }

    private static List<String> blocks(String page, String language) throws Exception {
        String readme = Files.readString(ProjectFile.ofBuild().folder().resolve(page));
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
