package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/x/{name}/tags/list/, /x/a/b/tags/list/, a/b, ''",
        "/x/{name}/tags/list/, /x/a/b/tags/list, a/b, ''",
        "/x/{name}/, /x/a/tags/list, a/tags/list, ''",
        "/x/{name}, /x/a/tags/list, a/tags/list, ''",
        "/x/{name}/{tag}, /x/a/b/v1, a/b, v1",
        "/x/{name}/detail/{tag}/, /x/a/detail/v1/, a, v1",
        "/x/{name}/detail/{tag}/, /x/a/detail/v1, a, v1",
        "/x/{name}/detail/{tag}/, /x/detail/detail/detail, detail, detail",
        "/x/{name}/detail/{tag}, /x/a/detail/, a, ''"
    })
    void readsNameAndArgument(String template, String path, String name, String argument) {
        assertThat(PathTemplate.of(template).match(path)).contains(new PathTemplate.Match(Optional.of(name), argument));
    }

    @ParameterizedTest
    @CsvSource({
        "/x/, /x/, ''",
        "/x/, /x, ''",
        "/x/live, /x/live, ''",
        "/x/days/{day}, /x/days/1, 1",
        "/x/days/{day}/, /x/days/1, 1",
        "/x/days/{day}, /x/days/, ''"
    })
    void readsPathsWithoutName(String template, String path, String argument) {
        assertThat(PathTemplate.of(template).match(path)).contains(new PathTemplate.Match(Optional.empty(), argument));
    }

    @ParameterizedTest
    @CsvSource({
        "/x/, /x/y",
        "/x/, /xy",
        "/x/live, /x/live/",
        "/x/days/{day}, /x/days/1/2",
        "/x/days/{day}, /x/days",
        "/x/days/{day}/, /x/days/",
        "/x/{name}/tags, /x/tags",
        "/x/{name}/tags, /x/a/tags/",
        "/x/{name}/detail/{tag}/, /x/detail/v1/",
        "/x/{name}/detail/{tag}/, /x/a/b/v1/",
        "/x/{name}/, /x/"
    })
    void matchesNothingElse(String template, String path) {
        assertThat(PathTemplate.of(template).match(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "/x/{name}{a}",
                "/x/{a}/{b}",
                "/x/{a}/b",
                "/x/y{a}",
                "/x/{name}/{name}",
                "/x/{name}/a{b}"
            })
    void refusesTemplatesThatCannotBeCompared(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathTemplate.of(template));
    }

    @Test
    void refusesTemplatesOutsideTheirRoot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiRoot.below("/x/").endpoint("/y/"));
        assertThatIllegalArgumentException().isThrownBy(() -> ApiRoot.below("/x"));
    }
}
