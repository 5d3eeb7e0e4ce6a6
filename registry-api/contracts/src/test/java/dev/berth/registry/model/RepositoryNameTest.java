package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryNameTest {
    /** OCI Distribution Specification, "Pulling manifests". */
    private static final Pattern OCI =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

    private final Generated generated = new Generated(Seed.of(getClass()).random());

    @Test
    void agreesWithTheSpecificationOnGeneratedNames() {
        List<Character> alphabet = List.of('a', 'z', '0', '9', '.', '_', '-', '/', 'a', '7', 'A', ' ', '\u00e9');
        int names = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = text(alphabet.subList(0, generated.oneIn(4) ? alphabet.size() : 10), generated.below(9));
            boolean expected = OCI.matcher(text).matches();
            assertThat(RepositoryName.parse(text).isPresent()).as("%s", text).isEqualTo(expected);
            names += expected ? 1 : 0;
        }
        assertThat(names).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "0", "a/b/c", "a__b", "a_b", "a----b", "a.b-c_d/e", "blobs/uploads", "tags/list", "v2"})
    void accepts(String text) {
        assertThat(RepositoryName.parse(text))
                .hasValueSatisfying(name -> assertThat(name).hasToString(text).isEqualTo(new RepositoryName(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                "A",
                "a/B",
                "a.",
                ".a",
                "a..b",
                "a___b",
                "_a",
                "a_",
                "-a",
                "a-",
                "a._b",
                "..",
                "../a",
                "a/../b",
                "a/./b",
                "a b",
                "a\n",
                "\na",
                "a\0",
                "a%2fb",
                "a\\b",
                "a:b",
                "a@b",
                "caf\u00e9",
                "\u0430",
                "\uff41",
                "\ud83d\ude00",
                "a?b",
                "a#b",
                "a'b",
                "a;b"
            })
    void refuses(String text) {
        assertThat(RepositoryName.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepositoryName(text))
                .withMessageMatching("not a repository name: \"[\\x20-\\x7e]*\"");
    }

    @Test
    void hasAtMost255Characters() {
        assertThat(RepositoryName.parse("a".repeat(255))).isPresent();
        assertThat(RepositoryName.parse("a".repeat(256))).isEmpty();
        assertThat(RepositoryName.parse("a/".repeat(127) + "a")).isPresent();
    }

    @Test
    void hostileTextIsRefusedAtOnceAndQuotedShort() {
        String hostile = "a-".repeat(5_000_000);

        assertThat(RepositoryName.parse(hostile)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepositoryName(hostile))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void isOrderedByBytes() {
        assertThat(List.of("a0", "a/b", "a_b", "a-b", "aa", "a.b", "a").stream()
                        .map(RepositoryName::new)
                        .sorted()
                        .map(RepositoryName::value))
                .containsExactly("a", "a-b", "a.b", "a/b", "a0", "a_b", "aa");
    }

    private String text(List<Character> alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(generated.oneOf(alphabet).charValue());
        }
        return text.toString();
    }
}
