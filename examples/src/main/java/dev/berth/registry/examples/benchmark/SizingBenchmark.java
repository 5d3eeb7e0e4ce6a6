package dev.berth.registry.examples.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.ManifestPush;
import dev.berth.registry.MountSource;
import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The growth of PostgreSQL, with indexes, for a blob, a link, a manifest and a tag, with the bytes of its log (WAL) and
 * the transactions; then the size of each table. Takes the number of each; 20,000 by default.
 */
public final class SizingBenchmark {
    private static final int PER_REPOSITORY = 100;
    private static final int LAYERS = 10;
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);

    private final TestBed bed;
    private final Registry registry;
    private final int number;

    private SizingBenchmark(TestBed bed, int number) {
        this.bed = bed;
        this.registry = RegistryEngine.over(bed.metadata(), new InMemoryBlobStore(Clock.systemUTC()));
        this.number = number;
    }

    /** The state of the database. */
    private record Figures(long bytes, long log, long transactions) {}

    private interface Step {
        void run(int item);
    }

    /** Runs it and prints a line for each figure. */
    public static void main(String[] arguments) throws IOException, StoreException, SQLException {
        int number = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        try (TestBed bed = TestBed.open(1)) {
            new SizingBenchmark(bed, number).run();
        }
    }

    private void run() throws SQLException {
        System.out.printf("%,d of each, %d in a repository%n", number, PER_REPOSITORY);
        for (int repository = 0; repository * PER_REPOSITORY < number; repository++) {
            push(repository * PER_REPOSITORY, CONFIG);
        }
        measure("blob, with its first link", item -> push(item, content(item)));
        measure("link of another repository", this::mount);
        measure("manifest without layers", item -> put(item, List.of()));
        measure("manifest of " + LAYERS + " layers", item -> put(item, layers(item)));
        measure(
                "tag",
                item -> registry.manifests()
                        .put(repository("app", item), push(new Tag("v1.0." + item), manifest(item, List.of()))));
        printTables();
    }

    private void measure(String name, Step step) throws SQLException {
        Figures before = figures();
        for (int item = 0; item < number; item++) {
            step.run(item);
        }
        Figures after = figures();
        System.out.printf(
                "  %-28s %,6d bytes, %,6d bytes of log, %.2f transactions%n",
                name,
                (after.bytes() - before.bytes()) / number,
                (after.log() - before.log()) / number,
                (double) (after.transactions() - before.transactions()) / number);
    }

    private void push(int item, byte[] content) {
        registry.uploads().push(repository("app", item), digest(content), new ByteArrayInputStream(content));
    }

    private void mount(int item) {
        MountSource source = new MountSource.From(repository("app", item));
        registry.uploads().mount(repository("other", item), digest(content(item)), source);
    }

    private void put(int item, List<Digest> layers) {
        byte[] manifest = manifest(item, layers);
        registry.manifests().put(repository("app", item), push(digest(manifest), manifest));
    }

    private static ManifestPush push(Reference reference, byte[] manifest) {
        return new ManifestPush(reference, List.of(), Optional.of(MediaType.OCI_MANIFEST), ByteBuffer.wrap(manifest));
    }

    private static RepositoryName repository(String group, int item) {
        return new RepositoryName(group + "/team-" + item / PER_REPOSITORY / 10 + "/service-" + item / PER_REPOSITORY);
    }

    private static byte[] content(int item) {
        return "%-100s".formatted("layer " + item).getBytes(UTF_8);
    }

    /** Layers of the same repository, most of which others name, too. */
    private static List<Digest> layers(int item) {
        int first = item - item % PER_REPOSITORY;
        List<Digest> layers = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            layers.add(digest(content(first + (item + layer) % PER_REPOSITORY)));
        }
        return layers;
    }

    private static byte[] manifest(int item, List<Digest> layers) {
        StringBuilder text = new StringBuilder("{\"schemaVersion\":2,\"mediaType\":\"")
                .append(MediaType.OCI_MANIFEST)
                .append("\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"")
                .append(digest(CONFIG))
                .append("\",\"size\":2},\"layers\":[");
        for (Digest layer : layers) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"")
                    .append(layer)
                    .append("\",\"size\":100}");
        }
        return text.append("],\"annotations\":{\"org.opencontainers.image.version\":\"1.0.")
                .append(item)
                .append("\"}}")
                .toString()
                .getBytes(UTF_8);
    }

    private static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    private Figures figures() throws SQLException {
        try (Connection connection = bed.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("SELECT pg_stat_force_next_flush()");
            try (ResultSet row = statement.executeQuery("""
                    SELECT pg_database_size(current_database()),
                           pg_current_wal_insert_lsn() - '0/0',
                           (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())
                    """)) {
                row.next();
                return new Figures(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    private void printTables() throws SQLException {
        try (Connection connection = bed.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    SELECT relname, n_live_tup, pg_table_size(relid), pg_indexes_size(relid)
                    FROM pg_stat_user_tables WHERE n_live_tup > 0 ORDER BY pg_total_relation_size(relid) DESC
                    """)) {
            while (row.next()) {
                System.out.printf(
                        "  %-28s %,9d rows, %,11d bytes, %,11d bytes of indexes%n",
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        }
    }
}
