package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.registry.testing.BuildServer;
import dev.berth.registry.testing.GoProgram;
import dev.berth.registry.testing.InstalledPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A program of the machine, and what it is always started with. */
public final class Program {
    /** The programs that a build server must have; without them it proves nothing. */
    private static final Set<String> DEMANDED = Set.of("skopeo", "podman", "buildah");

    private static final long MINUTES = 10;
    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();

    private Program(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    /** The program of this Go module, where it can be built; else the test that asks is skipped, and says why. */
    public static Program built(String module, Path folder, String... always) {
        List<String> command = new ArrayList<>(List.of(path(module).toString()));
        command.addAll(List.of(always));
        return new Program(folder, command);
    }

    /** The file of the program of this Go module, where it can be built; else the test is skipped. */
    static Path path(String module) {
        Optional<Path> file = GoProgram.installed(module);
        assumeTrue(file.isPresent(), GoProgram.reason(module));
        return file.orElseThrow();
    }

    /** The program of this name; without it the test that asks is skipped, and says so. */
    public static Program named(String name, Path folder, String... always) {
        if (!isThere(name)) {
            if (BuildServer.isThis() && DEMANDED.contains(name)) {
                fail(name + " is not on the path, and a build server has to have it");
            }
            assumeTrue(false, name + " is not on the path");
        }
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(always));
        return new Program(folder, command);
    }

    static boolean isThere(String name) {
        return InstalledPrograms.has(name);
    }

    public Program where(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs it, expects success and answers what it wrote to its standard output, without blanks around it. */
    public String run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        assertThat(runToEnd(output, errors, arguments))
                .as("%s says: %s", whole(arguments), Files.readString(errors))
                .isZero();
        return Files.readString(output).strip();
    }

    /** Runs it and answers its exit value, whatever that is; what it writes goes to these files. */
    int runToEnd(Path output, Path errors, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(whole(arguments))
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        isolate(builder.environment());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("%s ends; it says: %s", builder.command(), Files.readString(errors))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
            endPause();
        }
    }

    /** Podman without root leaves a process that keeps its name space. */
    private void endPause() throws IOException {
        Path file = folder.resolve("home/runtime/libpod/tmp/pause.pid");
        if (Files.exists(file)) {
            ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(ProcessHandle::destroyForcibly);
            Files.delete(file);
        }
    }

    /** Logins, storage and settings of the user who runs the tests are not the program's. */
    private void isolate(Map<String, String> variables) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path runtime = Files.createDirectories(home.resolve("runtime"));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        Path logins = home.resolve("logins.json");
        if (!Files.exists(logins)) {
            Files.writeString(logins, "{}");
        }
        variables.keySet().removeIf(name -> name.startsWith("XDG_"));
        variables.put("HOME", home.toString());
        variables.put("XDG_RUNTIME_DIR", runtime.toString());
        variables.put("REGISTRY_AUTH_FILE", logins.toString());
        variables.put("DOCKER_CONFIG", home.resolve("docker").toString());
    }

    /** The command without arguments of a call, to be started by a test itself. */
    List<String> command() {
        return List.copyOf(command);
    }

    private List<String> whole(String... arguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        return whole;
    }

    /** Runs it and answers its lines. */
    public List<String> lines(String... arguments) throws IOException, InterruptedException {
        return run(arguments).lines().toList();
    }
}
