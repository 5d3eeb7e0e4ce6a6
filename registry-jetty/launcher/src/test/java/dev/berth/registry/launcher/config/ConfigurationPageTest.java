package dev.berth.registry.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");

    @Test
    void listsEverySettingAsItIs() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    private static String table() {
        return Keys.all().stream()
                .map(ConfigurationPageTest::row)
                .collect(Collectors.joining("\n", "| setting | default | description |\n|---|---|---|\n", "\n"));
    }

    private static <T> String row(Key<T> key) {
        String fallback = key.format().show(key.fallback()).toString();
        boolean isNothing = fallback.isEmpty() || fallback.equals("[]");
        return "| `" + key.path() + "` | " + (isNothing ? "" : "`" + fallback + "`") + " | " + key.meaning() + " |";
    }
}
