package dev.berth.registry.examples.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.ManifestPush;
import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The bytes that a blob, a link, a manifest and a tag take in PostgreSQL with their indexes, by table, written as
 * clients write them. Takes the number of each; 5,000 by default. Manifests have a configuration, four layers of which
 * one is their own, and about 1,200 bytes.
 */
public final class SizingBenchmark {
    private static final int REPOSITORIES = 50;
    private static final int LAYERS = 4;

    private final TestBed bed;
    private final Registry registry;
    private final int number;

    private SizingBenchmark(TestBed bed, int number) {
        this.bed = bed;
        this.registry = RegistryEngine.over(bed.metadata(), bed.storage());
        this.number = Math.max(1, number / REPOSITORIES) * REPOSITORIES;
    }

    private interface Step {
        void run(int item) throws StoreException;
    }

    /** Runs it and prints a line for each kind of content, and one for each of its tables. */
    public static void main(String[] arguments) throws IOException, StoreException, SQLException {
        int number = arguments.length == 0 ? 5_000 : Integer.parseInt(arguments[0]);
        try (TestBed bed = TestBed.open(1)) {
            new SizingBenchmark(bed, number).run();
        }
    }

    private void run() throws StoreException, SQLException {
        for (int item = 0; item < REPOSITORIES * LAYERS; item++) {
            push(repository(item / LAYERS), content("shared " + item));
            push(repository(item / LAYERS), content("config " + item / LAYERS));
        }
        measure("blob with its first link", item -> push(repository(item), content("layer " + item)));
        measure(
                "further link to a blob",
                item -> bed.metadata()
                        .blobLinks()
                        .mount(repository(item + 1), repository(item), digest(content("layer " + item))));
        measure("manifest", item -> put(item, digest(ByteBuffer.wrap(manifest(item))), item));
        measure("tag", item -> put(item, new Tag("v1.0." + item), item));
        measure("moved tag", item -> put(item, new Tag("v1.0." + item), other(item)));
    }

    /** The next manifest of the same repository. */
    private int other(int item) {
        return (item + REPOSITORIES) % number;
    }

    private void measure(String name, Step step) throws StoreException, SQLException {
        Map<String, Long> before = sizes();
        for (int item = 0; item < number; item++) {
            step.run(item);
        }
        Map<String, Long> after = sizes();
        Map<String, Double> growth = new TreeMap<>();
        after.forEach((table, bytes) -> growth.put(table, (double) (bytes - before.getOrDefault(table, 0L)) / number));
        double sum = growth.values().stream().mapToDouble(bytes -> bytes).sum();
        System.out.printf("%-26s %7.0f bytes%n", name, sum);
        growth.forEach((table, bytes) -> {
            if (bytes >= 1) {
                System.out.printf("    %-22s %7.0f%n", table, bytes);
            }
        });
    }

    /** The bytes of each table with its indexes, when queues are empty and space of old rows is free again. */
    private Map<String, Long> sizes() throws StoreException, SQLException {
        while (bed.metadata().insights().sizes().count(1_000) > 0) {
            // until every change is counted
        }
        Map<String, Long> sizes = new TreeMap<>();
        try (Connection connection = bed.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            try (ResultSet rows = statement.executeQuery("SELECT relname, pg_total_relation_size(oid) FROM pg_class"
                    + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
                while (rows.next()) {
                    sizes.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return sizes;
    }

    private void push(RepositoryName repository, ByteBuffer content) {
        registry.uploads().push(repository, digest(content), new ByteArrayInputStream(content.array()));
    }

    private void put(int item, Reference reference, int content) {
        registry.manifests()
                .put(
                        repository(item),
                        new ManifestPush(reference, List.of(), Optional.empty(), ByteBuffer.wrap(manifest(content))));
    }

    private static RepositoryName repository(int item) {
        return new RepositoryName("organisation/team/application-" + item % REPOSITORIES);
    }

    private static ByteBuffer content(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static Digest digest(ByteBuffer content) {
        return Digest.compute(DigestAlgorithm.SHA256, content.duplicate());
    }

    private static byte[] manifest(int item) {
        int repository = item % REPOSITORIES;
        StringBuilder json = new StringBuilder(1_500)
                .append("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":")
                .append(descriptor("config", "config " + repository))
                .append(",\"layers\":[")
                .append(descriptor("layer", "layer " + item));
        for (int layer = 1; layer < LAYERS; layer++) {
            json.append(',').append(descriptor("layer", "shared " + (repository * LAYERS + layer)));
        }
        return json.append("],\"annotations\":{\"org.opencontainers.image.created\":\"2026-01-01T00:00:00Z\"}}")
                .toString()
                .getBytes(UTF_8);
    }

    private static String descriptor(String kind, String text) {
        String mediaType = kind.equals("config")
                ? "application/vnd.oci.image.config.v1+json"
                : "application/vnd.oci.image.layer.v1.tar+gzip";
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest(content(text)) + "\",\"size\":"
                + text.length() + "}";
    }
}
