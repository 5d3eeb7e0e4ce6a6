package dev.berth.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Builds programs with {@code go}, where there is one; what has been built is kept until the build folder is emptied. */
public final class GoProgram {
    private static final long BUILD_MINUTES = 20;

    private GoProgram() {}

    /**
     * A published program.
     *
     * @param module with its version, {@code example.com/tools/cmd/tool@v1.2.3} for example
     * @param target the build folder of the module that asks
     * @return empty where there is no {@code go}
     * @throws IllegalStateException when it cannot be built
     */
    public static synchronized Optional<Path> installed(String module, Path target) {
        String path = module.substring(0, module.indexOf('@'));
        Path folder = target.resolve("go").toAbsolutePath();
        Path program = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
        ProcessBuilder build = new ProcessBuilder("go", "install", module);
        build.environment().put("GOBIN", folder.toString());
        return builtBy(build, program);
    }

    /**
     * A program of ours.
     *
     * @param source the folder of its {@code go.mod}, whose name it gets
     * @return as {@link #installed} has it
     */
    public static synchronized Optional<Path> built(Path source, Path target) {
        Path program = target.resolve("go").resolve(source.getFileName()).toAbsolutePath();
        return builtBy(
                new ProcessBuilder("go", "build", "-o", program.toString(), ".").directory(source.toFile()), program);
    }

    /** One at a time, of all processes that run tests. */
    private static Optional<Path> builtBy(ProcessBuilder build, Path program) {
        Path lock = program.resolveSibling("lock");
        try {
            Files.createDirectories(lock.getParent());
            try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.lock();
                return builtAlone(build, program);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + lock, e);
        }
    }

    private static Optional<Path> builtAlone(ProcessBuilder build, Path program) {
        if (Files.isExecutable(program)) {
            return Optional.of(program);
        }
        Process process;
        try {
            process = build.inheritIO().start();
        } catch (IOException withoutGo) {
            return Optional.empty();
        }
        await(process, build.command());
        return Optional.of(program);
    }

    private static void await(Process build, List<String> command) {
        try {
            if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
                throw new IllegalStateException("it cannot be built: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            build.destroy();
        }
    }
}
