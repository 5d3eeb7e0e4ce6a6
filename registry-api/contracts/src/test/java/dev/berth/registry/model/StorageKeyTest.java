package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StorageKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a/b", "A-Z_0.9", "...", "a/..b", ".hidden", "docker/registry/v2/blobs/sha256/ab/abc/data"})
    void accepts(String text) {
        assertThat(new StorageKey(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "a/./b", "./a", "a b", "a\\b", "a\0",
                "a\n", "C:a", "a:b", "\u00e9", "a%2e", "~", "a*", "$(a)"
            })
    void refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey(text));
    }

    @Test
    void hasAtMost1024Characters() {
        assertThat(new StorageKey("a".repeat(1_024)).value()).hasSize(1_024);
        assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey("a".repeat(1_025)));
    }

    @Test
    void noPathMadeOfItLeavesItsRoot() {
        Generated generated = new Generated(Seed.of(getClass()).random());
        List<String> parts = List.of(".", "..", "/", "a", "b", "-", "_", "//", "../", "./");
        Path root = Path.of("/root/of/storage");
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + generated.below(6); length > 0; length--) {
                text.append(generated.oneOf(parts));
            }
            if (isKey(text.toString())) {
                accepted++;
                Path path = root.resolve(text.toString());
                assertThat(path.normalize())
                        .as("%s", text)
                        .isEqualTo(path)
                        .startsWithRaw(root)
                        .isNotEqualTo(root);
            }
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void isOrderedByBytes() {
        assertThat(List.of(new StorageKey("b"), new StorageKey("a/b"), new StorageKey("B"), new StorageKey("a-b")))
                .satisfies(keys -> assertThat(keys.stream().sorted().map(StorageKey::value))
                        .containsExactly("B", "a-b", "a/b", "b"));
    }

    private static boolean isKey(String text) {
        try {
            return new StorageKey(text).value().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
