package dev.berth.registry.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The CPU time of this process and of a server process with its children, ended ones included. Linux only. */
final class ProcessorTime {
    private static final int FIRST_TIME = 11;
    private static final int LAST_OF_PROCESS = 12;
    private static final int LAST_OF_CHILDREN = 14;
    private static final int TICKS_A_SECOND = 100;

    private final ProcessHandle server;

    /** @param backend a child of the server's first process */
    ProcessorTime(long backend) {
        this.server = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    }

    Duration own() throws IOException {
        return ticks(ProcessHandle.current(), LAST_OF_PROCESS);
    }

    Duration server() throws IOException {
        Duration sum = ticks(server, LAST_OF_CHILDREN);
        try (Stream<ProcessHandle> children = server.children()) {
            for (ProcessHandle child : children.toList()) {
                sum = sum.plus(ticks(child, LAST_OF_PROCESS));
            }
        }
        return sum;
    }

    /** Fields of {@code /proc/PID/stat} behind the name of the program: utime, stime, cutime and cstime. */
    private static Duration ticks(ProcessHandle process, int last) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int field = FIRST_TIME; field <= last; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return Duration.ofMillis(sum * 1_000 / TICKS_A_SECOND);
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        }
    }
}
