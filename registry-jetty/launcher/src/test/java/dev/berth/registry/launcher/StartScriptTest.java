package dev.berth.registry.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that {@code bin/registry} gives to Java, which is a script here that prints its arguments. */
@SuppressWarnings("NullAway.Init")
class StartScriptTest {
    private static final String JAVA = """
        #!/bin/sh
        echo "class path $CLASSPATH"
        for argument in "$@"; do
            echo "$argument"
            case $argument in
                -XX:AOTCacheOutput=*|-XX:ArchiveClassesAtExit=*) echo cache >"${argument#*=}" ;;
            esac
        done
        """;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.resolve("registry")).toRealPath();
        Files.createDirectories(home.resolve("bin"));
        Files.copy(
                Path.of("src", "dist", "bin", "registry"), home.resolve("bin").resolve("registry"));
        Files.createDirectories(home.resolve("lib"));
        for (String jar : List.of("b.jar", "a.jar")) {
            Files.createFile(home.resolve("lib").resolve(jar));
        }
    }

    @Test
    void startsWithoutAClassCache() throws Exception {
        List<String> options = run(java("25.0.3"), Map.of(), "serve", "--port", "a b");
        assertThat(options)
                .startsWith("class path " + home.resolve("lib/a.jar") + ":" + home.resolve("lib/b.jar"))
                .endsWith("dev.berth.registry.launcher.Launcher", "serve", "--port", "a b")
                .contains("-XX:+UseSerialGC", "-Xmx256m")
                .noneMatch(option -> option.contains("Cache=") || option.contains("Archive"));
    }

    @Test
    void temporaryFilesAreWhereTheEnvironmentSays() throws Exception {
        Path java = java("25.0.3");
        assertThat(run(java, Map.of("TMPDIR", "/some where"), "serve")).contains("-Djava.io.tmpdir=/some where");
        assertThat(run(java, Map.of("TMPDIR", ""), "serve")).noneMatch(option -> option.contains("java.io.tmpdir"));
    }

    @Test
    void usesTheClassCacheOfTheSameJavaOnly() throws Exception {
        Path newest = java("25.0.3");
        assertThat(run(newest, Map.of(), "prepare")).anyMatch(option -> option.startsWith("-XX:AOTCacheOutput="));
        String cache = onlyCache();
        assertThat(run(newest, Map.of(), "serve")).contains("-XX:AOTCache=" + cache);
        assertThat(run(java("25.0.4"), Map.of(), "serve")).noneMatch(option -> option.contains("AOTCache"));
        Path oldest = java("17.0.15");
        assertThat(run(oldest, Map.of(), "serve")).noneMatch(option -> option.contains("SharedArchiveFile"));
        run(oldest, Map.of(), "prepare");
        assertThat(run(oldest, Map.of(), "serve"))
                .anyMatch(option -> option.startsWith("-XX:SharedArchiveFile=" + home.resolve("prepared")))
                .noneMatch(option -> option.contains("AOTCache"));
    }

    @Test
    void aFailedPreparationLeavesNoClassCache() throws Exception {
        Path java = java("25.0.3");
        run(java, Map.of(), "prepare");
        Files.writeString(java.resolve("bin").resolve("java"), "#!/bin/sh\nexit 3\n");
        assertThat(process(java, Map.of(), "prepare").waitFor()).isEqualTo(3);
        assertThat(caches()).isEmpty();
    }

    @Test
    void optionsOfTheOperatorReplaceThoseOfTheHeap() throws Exception {
        Path java = java("17.0.15");
        for (String option : List.of("-Xmx1g", "-XX:MaxRAMPercentage=60", "-XX:+UseZGC", "-XX:MaxHeapSize=1g")) {
            assertThat(run(java, Map.of("JAVA_OPTS", option), "serve"))
                    .contains(option)
                    .doesNotContain("-XX:+UseSerialGC", "-Xmx256m");
            assertThat(run(java, Map.of("JAVA_TOOL_OPTIONS", option), "serve"))
                    .doesNotContain("-XX:+UseSerialGC", "-Xmx256m");
        }
        assertThat(run(java, Map.of("JAVA_OPTS", "-XX:+UseStringDeduplication -Dx=y"), "serve"))
                .contains("-Dx=y", "-Xmx256m");
    }

    @Test
    void lackOfMemoryEndsTheProcessWhateverTheOptions() throws Exception {
        for (String option : List.of("", "-Xmx1g", "-XX:+UseZGC")) {
            assertThat(run(java("17.0.15"), Map.of("JAVA_OPTS", option), "serve"))
                    .contains("-XX:+ExitOnOutOfMemoryError");
        }
    }

    private Path java(String version) throws IOException {
        Path home = folder.resolve("java-" + version);
        Path program =
                Files.writeString(Files.createDirectories(home.resolve("bin")).resolve("java"), JAVA);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private List<String> run(Path java, Map<String, String> environment, String... arguments) throws Exception {
        Process script = process(java, environment, arguments);
        List<String> printed = new String(script.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(script.waitFor()).as(printed.toString()).isZero();
        return printed;
    }

    private Process process(Path java, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("sh", home.resolve("bin").resolve("registry").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String onlyCache() throws IOException {
        assertThat(caches()).hasSize(1);
        return caches().get(0);
    }

    private List<String> caches() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("prepared"))) {
            return files.map(Path::toString).toList();
        }
    }
}
