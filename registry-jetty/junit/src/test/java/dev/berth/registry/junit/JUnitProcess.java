package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Test classes in a process of their own, run by a version of JUnit 5. */
final class JUnitProcess {
    private static final long MINUTES = 2;

    private JUnitProcess() {}

    /**
     * Runs the tests of these classes, all of which must pass.
     *
     * @param platform the version of the JUnit Platform
     * @param settings configuration parameters of JUnit
     * @return the output
     */
    static String run(String platform, Map<String, String> settings, Path folder, Class<?>... classes)
            throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command(platform, settings, classes))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("JUnit ends")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(String platform, Map<String, String> settings, Class<?>... classes) {
        Path junit = Path.of(System.getProperty("basedir", ""))
                .resolve("target/junit/junit-platform-console-standalone-" + platform + ".jar");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                junit + File.pathSeparator + classPath(),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--fail-if-no-tests"));
        settings.forEach((name, value) -> command.add("--config=" + name + "=" + value));
        Arrays.stream(classes).forEach(type -> command.add("--select-class=" + type.getName()));
        return command;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().matches("(junit-|console).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
