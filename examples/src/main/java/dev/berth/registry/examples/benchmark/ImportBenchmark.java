package dev.berth.registry.examples.benchmark;

import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.migration.Migration;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.storage.fs.FileStoreConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * An import, a repetition without changes and a verification of a registry of CNCF distribution in a folder, or of a
 * computed one: CPU time of this process and of PostgreSQL for each manifest, rate, calls of storage, and heap. Takes
 * the folder, or the numbers of repositories, of tags of each, and of own and shared layers of each image
 * (1000x65x2x2); then the delay of a call in milliseconds (0), the number of threads (8) and of partitions of the
 * database (1).
 */
public final class ImportBenchmark {
    private static final double MEBIBYTE = 1024 * 1024;

    private final TestBed bed;
    private final BlobStore files;
    private final Duration delay;
    private final MigrationRequest request;
    private final ProcessorTime processor;
    private long manifests;

    private ImportBenchmark(TestBed bed, BlobStore files, Duration delay, int threads) throws SQLException {
        this.bed = bed;
        this.files = files;
        this.delay = delay;
        MigrationRequest all = MigrationRequest.DEFAULT;
        this.request = new MigrationRequest(all.steps(), false, all.repositories(), threads, false);
        this.processor = bed.processorTime();
    }

    private interface Run {
        MigrationReport on(Migration migration);
    }

    /** Runs it and prints a line for each run. */
    public static void main(String[] arguments) throws IOException, StoreException, SQLException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException(
                    "usage: ImportBenchmark DIRECTORY|1000x65x2x2 [DELAY_MILLIS [THREADS [PARTITIONS]]]");
        }
        Duration delay = Duration.ofMillis(arguments.length > 1 ? Long.parseLong(arguments[1]) : 0);
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
        int partitions = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        try (TestBed bed = TestBed.open(partitions);
                BlobStore files = open(arguments[0])) {
            new ImportBenchmark(bed, files, delay, threads).run();
        }
    }

    private static BlobStore open(String source) throws StoreException {
        if (!source.matches("\\d+x\\d+x\\d+x\\d+")) {
            return FileBlobStore.open(FileStoreConfig.builder(Path.of(source)).build());
        }
        int[] numbers =
                Stream.of(source.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        return new ComputedTree(new ComputedImages(numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    private void run() throws IOException {
        print("import", migration -> migration.run(request, MigrationListener.NONE));
        print("repetition", migration -> migration.run(request, MigrationListener.NONE));
        print("verification", migration -> migration.verify(request, false, MigrationListener.NONE));
        print("repetition", migration -> migration.run(request, MigrationListener.NONE));
        System.out.printf("heap: at most %.0f MiB in use%n", heap() / MEBIBYTE);
    }

    private void print(String name, Run run) throws IOException {
        CountedCalls storage = new CountedCalls(files, delay);
        Migration migration =
                MigrationEngine.over(bed.metadata().migration(), bed.metadata(), storage, Clock.systemUTC());
        long began = System.nanoTime();
        Duration own = processor.own();
        Duration server = processor.server();
        MigrationReport report = run.on(migration);
        double seconds = (System.nanoTime() - began) / 1e9;
        own = processor.own().minus(own);
        server = processor.server().minus(server);
        manifests = Math.max(manifests, report.counts().manifests());
        System.out.printf(
                "%-12s %,d manifests of %,d repositories in %.1f s: %,.0f a second; CPU of each %.3f ms (%.3f here,"
                        + " %.3f PostgreSQL); %,d reads, %,d listings, %,d sizes; %,d findings%n",
                name,
                manifests,
                report.counts().repositories(),
                seconds,
                manifests / seconds,
                millis(own.plus(server)),
                millis(own),
                millis(server),
                storage.reads.sum(),
                storage.listings.sum(),
                storage.sizes.sum(),
                report.reasons().values().stream().mapToLong(Long::longValue).sum());
    }

    private double millis(Duration time) {
        return (double) time.toMillis() / Math.max(1, manifests);
    }

    private static double heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
