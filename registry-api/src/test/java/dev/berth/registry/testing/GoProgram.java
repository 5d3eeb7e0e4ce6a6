package dev.berth.registry.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Path program = target.resolve("go").resolve(path.substring(path.lastIndexOf('/') + 1));
        return builtBy(List.of("install", module), Path.of("."), program);
    }

    /**
     * A program of ours.
     *
     * @param source the folder of its {@code go.mod}, whose name it gets
     * @return as {@link #installed} has it
     */
    public static synchronized Optional<Path> built(Path source, Path target) {
        Path program = target.resolve("go").resolve(source.getFileName()).toAbsolutePath();
        return builtBy(List.of("build", "-o", program.toString(), "."), source, program);
    }

    private static Optional<Path> builtBy(List<String> arguments, Path folder, Path program) {
        if (Files.isExecutable(program)) {
            return Optional.of(program);
        }
        List<String> command = new ArrayList<>(List.of("go"));
        command.addAll(arguments);
        ProcessBuilder build =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        build.environment().put("GOBIN", program.toAbsolutePath().getParent().toString());
        Process process;
        try {
            process = build.start();
        } catch (IOException withoutGo) {
            return Optional.empty();
        }
        await(process, command);
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
