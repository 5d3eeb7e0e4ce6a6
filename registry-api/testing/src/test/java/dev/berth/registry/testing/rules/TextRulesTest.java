package dev.berth.registry.testing.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextRulesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** What a caller may do. */",
                "/** Returns the size. Whether it is exact depends on the store. */",
                "/**\n * The size.\n *\n * <p>How it is found.\n */",
                "/** @param limit how many to find */",
                "/** @return whether it exists */",
                "/** A blob that nobody has. */",
                "// the registry\n    // goes on",
                "String text = \"How to start\";",
                "String text = \"the client is told\";"
            })
    void refuses(String source) throws IOException {
        write("src/main/A.java", source);
        assertThatThrownBy(() -> TextRules.check(folder.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("A.java:2: ");
    }

    @Test
    void refusesLongLinesOfJavadocOnly() throws IOException {
        String words = "word ".repeat(30);
        write("src/main/A.java", "// " + words);
        assertThatCode(() -> TextRules.check(folder.toString())).doesNotThrowAnyException();
        write("src/main/A.java", "/** A " + words + "*/");
        assertThatThrownBy(() -> TextRules.check(folder.toString())).hasMessageContaining("more than 120 columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** The permissions of a caller. What else? {@code What it is} */",
                "/** @param where the place */",
                "/** @return true when it exists */",
                "/** Runs as the user 'nobody'. */",
                "char quote = '\"'; // a quote\n    String escaped = \"\\\"\"; /* \" */",
                "String text = \"What\";",
                "String text = \"\"\"\n    SELECT 1 -- \"quoted\"\n    \"\"\";"
            })
    void permits(String source) throws IOException {
        write("src/main/A.java", source);
        assertThatCode(() -> TextRules.check(folder.toString())).doesNotThrowAnyException();
    }

    @Test
    void permitsAnyLiteralInTests() throws IOException {
        write("src/test/A.java", "String text = \"How nobody goes on\";");
        assertThatCode(() -> TextRules.check(folder.toString())).doesNotThrowAnyException();
    }

    private void write(String path, String source) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "class A {\n    " + source + "\n}\n");
    }
}
