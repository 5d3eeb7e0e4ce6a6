package dev.berth.registry.launcher.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The configuration of the server: small rows, short transactions, one machine shared with the registry. */
final class PostgresConfig {
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=128MB",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // There are no replicas, so the log contains only data for a recovery.
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_wal_size=1GB",
            "checkpoint_timeout=15min",
            "log_checkpoints=off",
            // Lookups by key gain nothing from more processes or compiled plans.
            "io_method=sync",
            "max_parallel_workers_per_gather=0",
            "jit=off",
            // Nor do their plans depend on statistics, which took a fifteenth of all processor time while images came
            // in.
            "default_statistics_target=10",
            "log_line_prefix=",
            "logging_collector=off");

    private PostgresConfig() {}

    static List<String> command(PostgresBinaries binaries, Path directory, int port) {
        List<String> command = new ArrayList<>();
        command.add(binaries.program("postgres").toString());
        command.addAll(List.of("-D", directory.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }
}
