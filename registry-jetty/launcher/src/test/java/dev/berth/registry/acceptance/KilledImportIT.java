package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports that end with kill -9 at random moments of each step: once an import has ended, the rows are those of an
 * undisturbed one. {@code -Dberth.kills=N} kills N times.
 */
@FullBuild
class KilledImportIT {
    private static final int KILLS = Integer.getInteger("berth.kills", Scale.of(50, 3));
    private static final List<String> STEPS = List.of("--step-one", "--step-two", "--threads=3");
    private static final int REPOSITORIES = 12;
    private static final int TAGS = 25;
    /** Each has four kills, of which some come after the end of the process. */
    private static final int MOST_SITES = 2 * KILLS;
    /** A kill before this time meets the start of the process only. */
    private static final long LEAST_MILLIS = 400;

    private static final long ENDS_SECONDS = 300;

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private int made;
    /** The time by which a kill is drawn: about the length of a step, as the machine runs it now. */
    private long millis;

    @Test
    void aKilledImportEndsAsAnUndisturbedOne() throws Exception {
        Site undisturbed = site();
        long began = System.nanoTime();
        assertEnds(undisturbed, "--step-one");
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertEnds(undisturbed);
        List<String> rows = ImportedRows.of(undisturbed.database());
        assertThat(rows).hasSizeGreaterThan(REPOSITORIES * TAGS * 8);

        int kills = 0;
        for (int sites = 0; kills < KILLS && sites < MOST_SITES; sites++) {
            Site site = site();
            for (String step : STEPS) {
                kills += isKilled(site.start(step)) ? 1 : 0;
            }
            assertEnds(site, "--step-two");
            kills += isKilled(site.start("--step-three")) ? 1 : 0;
            assertEnds(site);
            List<String> found = ImportedRows.of(site.database());
            assertThat(without(found, rows)).as("added, with seed " + seed).isEmpty();
            assertThat(without(rows, found)).as("missing, with seed " + seed).isEmpty();
        }
        System.out.println(
                KilledImportIT.class.getName() + ": " + kills + " kills of imports to " + (made - 1) + " sites");
        assertThat(kills).as("kills, with seed " + seed).isGreaterThanOrEqualTo(KILLS);
    }

    private static List<String> without(List<String> rows, List<String> others) {
        Set<String> there = Set.copyOf(others);
        return rows.stream().filter(row -> !there.contains(row)).toList();
    }

    /** A registry of an old server, and the database it is imported to. */
    private record Site(TestDatabase database, Path configuration, Path log) {
        Process start(String... options) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp"));
            command.add(System.getProperty("java.class.path"));
            command.addAll(List.of(Launcher.class.getName(), "database", "import"));
            command.addAll(List.of(options));
            command.add(configuration.toString());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        }
    }

    private void assertEnds(Site site, String... options) throws Exception {
        Process process = site.start(options);
        assertThat(process.waitFor(ENDS_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("import %s, with seed %d: %s", List.of(options), seed, Files.readString(site.log()))
                .isZero();
    }

    /**
     * Kills the process at some moment, most often behind its start; false if it has ended before. Then later kills
     * come earlier; after a kill the time grows again, more slowly.
     */
    private boolean isKilled(Process process) throws Exception {
        boolean ended = process.waitFor(random.nextLong(millis / 4, millis), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertThat(process.waitFor(ENDS_SECONDS, TimeUnit.SECONDS)).isTrue();
        millis = ended ? Math.max(LEAST_MILLIS, millis * 3 / 4) : millis + millis / 16;
        return !ended;
    }

    private Site site() throws Exception {
        Path here = Files.createDirectory(folder.resolve("site" + made++));
        TestDatabase database = TestDatabase.migrated(1);
        Path root = here.resolve("tree");
        new FilledTree(root).fill(REPOSITORIES, TAGS);
        Path file = Files.writeString(
                here.resolve("registry.yml"),
                "{storage: {filesystem: {rootdirectory: '" + root + "'}}, database: {enabled: true, host: 127.0.0.1,"
                        + " port: " + database.port() + ", user: " + database.user() + ", password: "
                        + database.password() + ", dbname: " + database.name()
                        + ", sslmode: disable, connecttimeout: 60s}}",
                StandardCharsets.UTF_8);
        return new Site(database, file, here.resolve("import.log"));
    }
}
