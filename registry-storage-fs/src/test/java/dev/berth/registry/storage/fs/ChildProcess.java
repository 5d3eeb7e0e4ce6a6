package dev.berth.registry.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main method of these tests in a separate process, which reports on its standard output. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    static ChildProcess start(Class<?> main, Object... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** Starts it so that no file may become larger than this. */
    static ChildProcess startWithFilesUpTo(int kilobytes, Class<?> main, Object... arguments) throws IOException {
        // POSIX counts in blocks of 512 bytes.
        return start(List.of("sh", "-c", "ulimit -f " + kilobytes * 2 + " && exec \"$@\"", "sh"), main, arguments);
    }

    private static ChildProcess start(List<String> before, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line, however long it takes; fails when the child has ended. */
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the child has ended");
        }
        return line;
    }

    /** Kills it like kill -9, and returns its output so far. */
    List<String> kill() {
        close();
        return output.lines().toList();
    }

    @Override
    public void close() {
        // Not through the process itself: that would close its output with the unread lines.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }
}
