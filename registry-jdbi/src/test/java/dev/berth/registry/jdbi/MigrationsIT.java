package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.contract.Race;
import dev.berth.registry.jdbi.Migrations.Change;
import dev.berth.registry.jdbi.Migrations.Options;
import dev.berth.registry.jdbi.schema.Changelog;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private static final int CHANGES = Changelog.PRE_DEPLOYMENT.ids().size()
            + Changelog.POST_DEPLOYMENT.ids().size();
    private static final String LAST = Changelog.PRE_DEPLOYMENT.ids().get(CHANGES - 1);
    private static final String NEXT_TO_LAST = Changelog.PRE_DEPLOYMENT.ids().get(CHANGES - 2);

    private TestDatabase database;
    private Migrations migrations;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = TestDatabase.empty();
        migrations = Migrations.over(database.pool());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void appliesEverythingOnce() throws Exception {
        assertThat(migrations.version()).isEmpty();
        assertThat(migrations.isUpToDate(true)).isFalse();

        assertThat(migrations.up(Options.DEFAULT)).isEqualTo(CHANGES);

        assertThat(migrations.isUpToDate(true)).isTrue();
        assertThat(migrations.status())
                .hasSize(CHANGES)
                .allMatch(change -> change.applied().isPresent());
        assertThat(migrations.version()).hasValue(LAST);
        assertThat(migrations.up(Options.DEFAULT)).isZero();
    }

    @Test
    void goesUpAndDownStepByStep() throws Exception {
        assertThat(migrations.up(Options.DEFAULT.withLimit(3))).isEqualTo(3);
        assertThat(migrations.version()).hasValue("0003-manifests");
        assertThat(migrations.up(Options.DEFAULT)).isEqualTo(CHANGES - 3);

        assertThat(migrations.down(Options.DEFAULT.withLimit(2))).isEqualTo(2);
        assertThat(migrations.status().stream()
                        .filter(change -> change.applied().isEmpty())
                        .map(Change::id))
                .containsExactly(NEXT_TO_LAST, LAST);
        assertThat(migrations.down(Options.DEFAULT)).isEqualTo(CHANGES - 2);
        assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'registry'::regnamespace"))
                .allMatch(name -> name.startsWith("berth_"));

        assertThat(migrations.up(Options.DEFAULT)).isEqualTo(CHANGES);
    }

    @Test
    void aDryRunOnlyWritesSql() throws Exception {
        StringWriter sql = new StringWriter();

        assertThat(migrations.up(Options.DEFAULT.withPartitions(4).dryRun(sql))).isEqualTo(CHANGES);

        assertThat(sql.toString())
                .contains("SET lock_timeout", "CREATE TABLE repositories")
                .contains("VALUES (4)");
        assertThat(migrations.version()).isEmpty();
        assertThat(database.query("SELECT relname FROM pg_class WHERE relname = 'repositories'"))
                .isEmpty();
    }

    @Test
    void aDryRunDownOnlyWritesSql() throws Exception {
        migrations.up(Options.DEFAULT);
        StringWriter sql = new StringWriter();

        assertThat(migrations.down(Options.DEFAULT.withLimit(1).dryRun(sql))).isEqualTo(1);

        assertThat(sql.toString()).contains("DROP TABLE import_sources");
        assertThat(migrations.isUpToDate(true)).isTrue();
    }

    @Test
    void runsAtTheSameTimeApplyEverythingOnce() throws Exception {
        List<Integer> applied = Race.of(4, () -> migrations.up(Options.DEFAULT.withPartitions(2)));

        assertThat(applied.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CHANGES);
        assertThat(migrations.isUpToDate(true)).isTrue();
    }

    @Test
    void aChangeThatWaitsForALockDelaysRequestsShortly() throws Exception {
        migrations.up(Options.DEFAULT);
        try (OtherSession reader = OtherSession.begin(database)) {
            reader.execute("SELECT FROM import_items");
            Future<Integer> undone = reader.blocks(() -> migrations.down(Options.DEFAULT.withLimit(1)));

            long began = System.nanoTime();
            database.query("SELECT count(*) FROM import_items");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(undone).isNotDone();

            reader.commit();
            assertThat(undone).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(1);
        }
        assertThat(migrations.version()).hasValue(NEXT_TO_LAST);
    }

    @Test
    void takesUpARunThatWasKilled() throws Exception {
        migrations.up(Options.DEFAULT.withLimit(2));
        database.execute("UPDATE berth_changes_lock SET locked = true, lockedby = 'a dead one'");

        assertThat(migrations.up(Options.DEFAULT)).isEqualTo(CHANGES - 2);
    }

    @Test
    void theNumberOfPartitionsStays() throws Exception {
        migrations.up(Options.DEFAULT.withPartitions(3).withLimit(4));
        migrations.up(Options.DEFAULT.withPartitions(5));

        assertThat(database.query("SELECT relname FROM pg_class WHERE relname ~ '^tags_[0-9]+$' ORDER BY 1"))
                .containsExactly("tags_0", "tags_1", "tags_2");
    }

    @Test
    void leavesTheSessionAsItWas() throws Exception {
        migrations.up(Options.DEFAULT);

        assertThat(Set.copyOf(database.query("SHOW statement_timeout"))).containsExactly("30s");
        assertThat(Set.copyOf(database.query("SHOW lock_timeout"))).containsExactly("0");
        assertThat(database.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .isEmpty();
    }

    @Test
    void keepsAwayFromTablesOfOthers() throws Exception {
        database.execute("CREATE SCHEMA registry");
        database.execute("CREATE TABLE events (id int)");

        assertThatThrownBy(() -> migrations.up(Options.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the schema registry has tables of another program (events)");

        assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'registry'::regnamespace"))
                .containsExactly("events");
    }

    @Test
    void theStoreRefusesASchemaThatLacksAChange() throws Exception {
        assertRefused("0001-settings");

        migrations.up(Options.DEFAULT.withLimit(CHANGES - 1));

        assertRefused("lacks the changes " + LAST + ": run `registry database migrate up`");
    }

    @Test
    void theStoreIgnoresChangesOfANewerVersion() throws Exception {
        migrations.up(Options.DEFAULT);
        database.execute("INSERT INTO berth_changes SELECT '9999-future', author, filename, dateexecuted, 999, exectype"
                + " FROM berth_changes LIMIT 1");

        try (JdbiMetadataStore store = JdbiMetadataStore.open(database.config(), Clock.systemUTC())) {
            assertThat(store.repositories()).isNotNull();
        }
        assertThat(migrations.version()).hasValue("9999-future");
        assertThat(migrations.isUpToDate(true)).isTrue();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> JdbiMetadataStore.over(database.pool(), Clock.systemUTC()))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(Kind.PERMANENT));
    }
}
