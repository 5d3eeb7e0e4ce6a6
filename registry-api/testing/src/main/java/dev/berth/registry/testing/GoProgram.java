package dev.berth.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Builds programs with {@code go}, where there is one that can; a published program is built once for a user. */
public final class GoProgram {
    /** The oldest {@code go} that builds all of them. */
    public static final String NEEDED = "1.26";

    private static final long BUILD_MINUTES = 20;
    private static final Map<String, String> REASONS = new ConcurrentHashMap<>();

    private GoProgram() {}

    /** The build folder of a module at the top of the source tree, from the working directory of any module. */
    public static Path targetOf(String module) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(module))) {
                return folder.resolve(module).resolve("target");
            }
        }
        throw new IllegalStateException(
                "no folder " + module + " above " + Path.of("").toAbsolutePath());
    }

    /**
     * A published program.
     *
     * @param module with its version, {@code example.com/tools/cmd/tool@v1.2.3} for example
     * @return empty where it cannot be built; {@link #reason} says why
     * @throws IllegalStateException when it cannot be built on a build server
     */
    public static synchronized Optional<Path> installed(String module) {
        String path = module.substring(0, module.indexOf('@'));
        String name = path.substring(path.lastIndexOf('/') + 1);
        Path folder = TestCache.folder("go").resolve(name + module.substring(module.indexOf('@')));
        ProcessBuilder build = new ProcessBuilder("go", "install", module);
        build.environment().put("GOBIN", folder.toString());
        return builtBy(build, folder.resolve(name), module);
    }

    /** The reason for which a program was not built, for the report of a skipped test. */
    public static String reason(String module) {
        return REASONS.getOrDefault(module, "no go " + NEEDED + " or newer builds " + module);
    }

    /** One at a time, of all processes that run tests. */
    private static Optional<Path> builtBy(ProcessBuilder build, Path program, String module) {
        Path lock = program.resolveSibling("lock");
        try {
            Files.createDirectories(lock.getParent());
            try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.lock();
                return builtAlone(build, program, module);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + lock, e);
        }
    }

    private static Optional<Path> builtAlone(ProcessBuilder build, Path program, String module) throws IOException {
        if (Files.isExecutable(program)) {
            return Optional.of(program);
        }
        System.out.println("building " + module + " with go; once, and it may take a few minutes");
        Path output = program.resolveSibling("build.txt");
        Optional<String> failure = failure(build, output);
        if (failure.isEmpty()) {
            return Optional.of(program);
        }
        String reason = module + " cannot be built: " + failure.get() + "; go " + NEEDED
                + " or newer and the module proxy are needed, see " + output;
        if (BuildServer.isThis()) {
            throw new IllegalStateException(reason);
        }
        REASONS.put(module, reason);
        return Optional.empty();
    }

    private static Optional<String> failure(ProcessBuilder build, Path output) {
        Process process;
        try {
            process = build.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException withoutGo) {
            return Optional.of("there is no go on the PATH");
        }
        try {
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
                return Optional.of("it takes more than " + BUILD_MINUTES + " minutes");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(lastLine(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroy();
        }
    }

    private static String lastLine(Path output) {
        try {
            List<String> lines = Files.readAllLines(output);
            return lines.isEmpty() ? "go fails" : lines.get(lines.size() - 1).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
