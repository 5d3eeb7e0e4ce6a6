package dev.berth.registry.examples.soak;

import dev.berth.registry.examples.comparison.MeasuredServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two servers on one database under a constant load with collection. Every minute it prints their memory, the sizes of
 * tables and indexes, and latencies; at the end the last quarter against the second one. Takes the folder of the
 * distribution and, if given, the minutes (60) and the pushes (25) and reads (80) of a second. Linux only.
 */
public final class Soak {
    private final Plan plan;
    private final Appendable out;

    Soak(Plan plan, Appendable out) {
        this.plan = plan;
        this.out = out;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("berth-soak");
        System.out.println("data and logs: " + folder);
        Plan plan = Plan.ofMinutes(number(arguments, 1, 60), number(arguments, 2, 25), number(arguments, 3, 80));
        List<Figures> figures = new Soak(plan, System.out).run(Path.of(arguments[0]), folder);
        System.out.println(new Comparison(figures));
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /**
     * Runs the servers and the load.
     *
     * @param folder for the database, blobs and logs; they stay
     * @return one for each interval
     */
    List<Figures> run(Path distribution, Path folder) throws IOException, SQLException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .start()) {
            String database = "{host: 127.0.0.1, port: " + postgres.getPort()
                    + ", user: postgres, password: postgres, dbname: postgres, sslmode: disable}";
            try (MeasuredServer first = start(distribution, folder, "first", database);
                    MeasuredServer second = start(distribution, folder, "second", database)) {
                return load(postgres, List.of(first, second));
            }
        }
    }

    private static MeasuredServer start(Path distribution, Path folder, String name, String database)
            throws IOException, InterruptedException {
        int port = MeasuredServer.freePort();
        Path file = Files.writeString(
                folder.resolve(name + ".yml"), """
            version: 0.1
            log: {level: warn, accesslog: {disabled: true}}
            http: {addr: '127.0.0.1:%d'}
            storage: {filesystem: {rootdirectory: '%s', durable: false}}
            database: %s
            gc: {reviewafter: 1m}
            """.formatted(port, folder.resolve("blobs"), database));
        List<String> command =
                List.of(distribution.resolve("bin/registry").toString(), "serve", "--migrate", file.toString());
        return MeasuredServer.start(name, command, port, "v2/", folder.resolve(name + ".log"));
    }

    private List<Figures> load(EmbeddedPostgres postgres, List<MeasuredServer> servers)
            throws IOException, SQLException, InterruptedException {
        Client client = new Client(servers.stream().map(MeasuredServer::uri).toList(), plan.repositories());
        client.prepare();
        List<Figures> all = new ArrayList<>();
        try (Traffic pushes = Traffic.start(plan.pushes(), client::push);
                Traffic reads = Traffic.start(plan.reads(), client::read)) {
            for (int interval = 1; interval <= plan.intervals(); interval++) {
                Thread.sleep(plan.interval().toMillis());
                Figures figures =
                        Figures.of(postgres.getPostgresDatabase(), memory(servers), pushes.take(), reads.take());
                all.add(figures);
                out.append(interval + ": " + figures + System.lineSeparator());
            }
        }
        return all;
    }

    private static long memory(List<MeasuredServer> servers) throws IOException {
        long largest = 0;
        for (MeasuredServer server : servers) {
            largest = Math.max(largest, server.memory());
        }
        return largest;
    }
}
