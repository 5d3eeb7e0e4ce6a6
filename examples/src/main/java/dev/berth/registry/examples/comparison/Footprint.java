package dev.berth.registry.examples.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The time from the command to the first answer, memory under load, and the processor time of a small push in the first
 * seconds of a server against later, of Berth and of the other registries that are installed. Takes the folder of
 * Berth's distribution, the seconds that count as the first (20), and the program of distribution v3, which is left out
 * without it. Linux only.
 */
public final class Footprint {
    private static final int CLIENTS = 4;
    private static final double MICROS = 1e6;

    private final Duration first;
    private final int starts;
    private final Appendable out;

    /**
     * One with its output.
     *
     * @param starts number of starts, of which the shortest counts
     */
    Footprint(Duration first, int starts, Appendable out) {
        this.first = first;
        this.starts = starts;
        this.out = out;
    }

    /** A way to start a server. */
    interface Start {
        MeasuredServer start() throws Exception;
    }

    /** Measures one server after another. */
    public static void main(String[] arguments) throws Exception {
        Path distribution = Path.of(arguments[0]);
        Duration first = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 20);
        Footprint footprint = new Footprint(first, 5, System.out);
        Path folder = Files.createTempDirectory("berth-footprint");
        ComparedServers servers = new ComparedServers(folder);
        try (MeasuredServer server = servers.berth(distribution)) {
            footprint.print("Berth, very first: start %.2f s, %.2f s of processor time"
                    .formatted(seconds(server.start()), server.processorMicros() / MICROS));
        }
        footprint.measure(() -> servers.berthInMemory(distribution));
        footprint.measure(() -> servers.berth(distribution));
        Optional<Path> classic = ComparedServers.installed("docker-registry");
        if (classic.isPresent()) {
            footprint.measure(() -> servers.distribution("docker-registry 2.8", classic.get()));
        }
        if (arguments.length > 2) {
            footprint.measure(() -> servers.distribution("distribution v3", Path.of(arguments[2])));
        }
        Comparison.delete(folder);
    }

    /** The shortest of several starts is that which other processes disturbed least. */
    void measure(Start start) throws Exception {
        double least = Double.MAX_VALUE;
        double processor = Double.MAX_VALUE;
        for (int i = 0; i < starts; i++) {
            try (MeasuredServer server = start.start()) {
                least = Math.min(least, seconds(server.start()));
                processor = Math.min(processor, server.processorMicros() / MICROS);
            }
        }
        try (MeasuredServer server = start.start()) {
            print("%s: start %.2f s, %.2f s of processor time".formatted(server.name(), least, processor));
            measure(server);
        }
    }

    private void measure(MeasuredServer server) throws Exception {
        double cold = microsOfPush(server);
        microsOfPush(server);
        double warm = microsOfPush(server);
        new Load(server.uri(), 0).prepare();
        for (Operation operation : Operation.values()) {
            new Round(CLIENTS, first.dividedBy(4)).run(server, operation);
        }
        print(("%s: push %.0f µs of processor time in the first seconds, %.2f times that of later;"
                        + " peak memory %d MiB, processes below it %d MiB")
                .formatted(server.name(), cold, cold / warm, server.peakMemory(), server.memoryBelow()));
    }

    private double microsOfPush(MeasuredServer server) throws InterruptedException, ExecutionException {
        long before = server.processorMicros();
        long pushes = new Round(1, first).run(server, Operation.PUSH);
        return (double) (server.processorMicros() - before) / pushes;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private void print(String line) throws IOException {
        out.append(line).append(System.lineSeparator());
    }
}
