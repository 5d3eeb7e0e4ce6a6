package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of the extension, run by JUnit 5: in a process without the JUnit that this module is built with. */
class OlderJUnitIT {
    private static final long MINUTES = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1.12.2", "1.14.4"})
    void runs(String platform) throws Exception {
        Path junit = Path.of(System.getProperty("basedir", ""))
                .resolve("target/junit/junit-platform-console-standalone-" + platform + ".jar");
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        junit + File.pathSeparator + classPath(),
                        "org.junit.platform.console.ConsoleLauncher",
                        "execute",
                        "--fail-if-no-tests",
                        "--select-class",
                        RegistryExtensionTest.class.getName(),
                        "--select-class",
                        RegistryForOneTestTest.class.getName(),
                        "--select-class",
                        TestKitTest.class.getName(),
                        "--select-class",
                        SecuredRegistryTest.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("JUnit ends")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().matches("(junit-|console).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
