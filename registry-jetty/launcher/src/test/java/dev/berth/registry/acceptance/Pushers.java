package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Clients that push one image after the other until the server is gone. */
final class Pushers {
    private static final int CLIENTS = 6;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final Semaphore acknowledgements = new Semaphore(0);
    private final List<Future<Void>> running = new ArrayList<>();

    /** One image pushed, and whatever else belongs to it. */
    interface Turn {
        void take(Client client) throws IOException, InterruptedException;
    }

    Pushers(Client client, Turn turn) {
        for (int i = 0; i < CLIENTS; i++) {
            Callable<Void> pushing = () -> push(client, turn);
            running.add(threads.submit(pushing));
        }
    }

    /** Waits until so many pushes have been acknowledged. */
    void awaitAcknowledged(int pushes) throws InterruptedException {
        assertThat(acknowledgements.tryAcquire(pushes, 1, TimeUnit.MINUTES))
                .as("%d pushes were acknowledged", pushes)
                .isTrue();
    }

    private Void push(Client client, Turn turn) throws InterruptedException {
        try {
            while (true) {
                turn.take(client);
                acknowledgements.release();
            }
        } catch (IOException | UncheckedIOException e) {
            // The server is gone, or going.
            return null;
        }
    }

    /** Waits until all have noticed that the server is gone. */
    void awaitEnd() throws Exception {
        threads.shutdown();
        for (Future<Void> pusher : running) {
            pusher.get(1, TimeUnit.MINUTES);
        }
    }
}
