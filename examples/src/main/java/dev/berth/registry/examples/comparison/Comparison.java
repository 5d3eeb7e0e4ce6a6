package dev.berth.registry.examples.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the same load on Berth and on the other servers that are installed. Writes {@code comparison.svg}, and a table
 * into {@code comparison.md} where that exists. Takes the folder of Berth's distribution, the folder of the results,
 * the seconds of a measurement, and the program of distribution v3, which is left out without it. Linux only.
 */
public final class Comparison {
    private static final int CLIENTS = 4;
    private static final String BEGIN = "<!-- figures -->\n";
    private static final String IMAGE = "\n![Processor time of the server for one operation](comparison.svg)\n";
    private static final String END = "\n<!-- end of figures -->";

    private final Round round;
    private final List<Measurement> measurements = new ArrayList<>();

    private Comparison(Duration round) {
        this.round = new Round(CLIENTS, round);
    }

    /** Measures one server after another. */
    public static void main(String[] arguments) throws Exception {
        Path results = Files.createDirectories(Path.of(arguments[1]));
        Comparison comparison = new Comparison(Duration.ofSeconds(Long.parseLong(arguments[2])));
        Path folder = Files.createTempDirectory("berth-comparison");
        ComparedServers servers = new ComparedServers(folder);
        try (MeasuredServer berth = servers.berth(Path.of(arguments[0]))) {
            comparison.measureRegistry(berth);
        }
        Optional<Path> classic = ComparedServers.installed("docker-registry");
        if (classic.isPresent()) {
            try (MeasuredServer server = servers.distribution("docker-registry 2.8", classic.get())) {
                comparison.measureRegistry(server);
            }
        }
        if (arguments.length > 3) {
            try (MeasuredServer server = servers.distribution("distribution v3", Path.of(arguments[3]))) {
                comparison.measureRegistry(server);
            }
        }
        Optional<Path> nginx = ComparedServers.installed("nginx");
        if (nginx.isPresent()) {
            comparison.measureFiles(servers, nginx.get());
        }
        comparison.write(results);
        delete(folder);
    }

    private void measureRegistry(MeasuredServer server) throws Exception {
        new Load(server.uri(), 0).prepare();
        for (Operation operation : Operation.values()) {
            measure(server, operation);
        }
    }

    /** Files have the names that clients ask for. */
    private void measureFiles(ComparedServers servers, Path program) throws Exception {
        Path repository = servers.files().resolve("v2/comparison/images");
        Path blobs = Files.createDirectories(repository.resolve("blobs"));
        Files.write(blobs.resolve(Load.digest(Load.blob()).toString()), Load.blob());
        Files.write(Files.createDirectories(repository.resolve("manifests")).resolve("t7"), Load.manifest());
        try (MeasuredServer server = servers.nginx(program)) {
            measure(server, Operation.MANIFEST);
            measure(server, Operation.BLOB);
        }
    }

    /** The first round warms the server. */
    private void measure(MeasuredServer server, Operation operation) throws Exception {
        round.run(server, operation);
        long processor = server.processorMicros();
        long begun = System.nanoTime();
        long done = round.run(server, operation);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Measurement result = new Measurement(
                server.name(), operation, done / seconds, (double) (server.processorMicros() - processor) / done);
        System.out.println(result);
        measurements.add(result);
    }

    private void write(Path results) throws IOException {
        measurements.sort(Comparator.comparing(Measurement::operation));
        Files.writeString(results.resolve("comparison.svg"), Chart.of(measurements));
        System.out.println(Chart.table(measurements));
        Path page = results.resolve("comparison.md");
        if (Files.exists(page)) {
            Files.writeString(page, withFigures(Files.readString(page)));
        }
    }

    /** The page with another table. */
    private String withFigures(String page) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, begin) + "\n" + Chart.table(measurements) + IMAGE
                + page.substring(page.indexOf(END, begin));
    }

    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
