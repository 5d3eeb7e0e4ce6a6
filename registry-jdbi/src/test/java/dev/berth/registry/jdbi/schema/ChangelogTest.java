package dev.berth.registry.jdbi.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of every change: it is applied while servers of this version and of the one before run. */
class ChangelogTest {
    private static final Pattern ROLLBACK = Pattern.compile("(?m)^--rollback.*$");
    private static final Pattern COMMENT = Pattern.compile("(?m)--.*$");

    static Iterable<String> preDeployment() {
        return Changelog.PRE_DEPLOYMENT.ids();
    }

    static Iterable<String> postDeployment() {
        return Changelog.POST_DEPLOYMENT.ids();
    }

    @ParameterizedTest
    @MethodSource("preDeployment")
    void changeBeforeADeploymentRemovesNothing(String id) throws IOException {
        String text = text("pre", id);
        assertThat(statements(text))
                .as("an older server needs it: remove it in a change after the deployment")
                .doesNotContainPattern("\\bDROP (TABLE|COLUMN|VIEW|FUNCTION|TYPE|SEQUENCE|CONSTRAINT)\\b")
                .doesNotContainPattern("\\bRENAME\\b")
                .doesNotContainPattern("\\bSET NOT NULL\\b")
                .doesNotContainPattern("\\bTRUNCATE\\b");
        assertOrdinary(id, text);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("postDeployment")
    void changeAfterADeploymentIsOrdinary(String id) throws IOException {
        assertOrdinary(id, text("post", id));
    }

    /** The migration sets the lock timeout of every change, and repeats one that ran into it: LockWaits. */
    private static void assertOrdinary(String id, String text) {
        assertThat(text).contains("--changeset berth:" + id + " ").contains("--rollback");
        assertThat(statements(text))
                .as("lock timeouts are those of the migration")
                .doesNotContainPattern("(LOCK|STATEMENT)_TIMEOUT")
                .doesNotContainPattern("\\bLOCK TABLE\\b");
        boolean isConcurrent = statements(text).contains("CONCURRENTLY");
        assertThat(text.contains("runInTransaction:false"))
                .as("a change is one transaction, unless it builds an index concurrently")
                .isEqualTo(isConcurrent);
    }

    private static String statements(String text) {
        return COMMENT.matcher(ROLLBACK.matcher(text).replaceAll(""))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
    }

    private static String text(String phase, String id) throws IOException {
        String path = "/dev/berth/registry/jdbi/changelog/" + phase + "/" + id + ".sql";
        try (InputStream stream = ChangelogTest.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(stream, path).readAllBytes(), UTF_8);
        }
    }
}
