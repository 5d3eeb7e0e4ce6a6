package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of the distribution is valid and hardened, as systemd-analyze sees it. */
@SuppressWarnings("NullAway.Init")
class SystemdUnitTest {
    private static final Path UNIT = Path.of("src", "dist", "systemd", "registry.service");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    Path folder;

    @Test
    void isValid() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "no systemd-analyze on this machine");
        assertThat(analyze("verify", installed())).isEmpty();
    }

    @Test
    void exposesLittle() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "no systemd-analyze on this machine");
        String report = analyze("security", "--offline=true", "--threshold=25", installed());
        assertThat(report).contains("Overall exposure level").contains(" OK ");
    }

    /** The unit with a program that exists. */
    private String installed() throws Exception {
        String unit = Files.readString(UNIT);
        assertThat(unit).contains("ExecStart=/opt/registry/bin/registry serve ");
        return Files.writeString(
                        folder.resolve("registry.service"), unit.replace("/opt/registry/bin/registry", "/bin/true"))
                .toString();
    }

    private String analyze(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(ANALYZE.toString());
        builder.command().addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
