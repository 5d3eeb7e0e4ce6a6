package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Seed;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of pushes. {@code -Dberth.kills=N} does it N times. */
final class KilledServerIT {
    private static final int KILLS = Integer.getInteger("berth.kills", Scale.of(50, 2));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void keepsWhatItAcknowledgedAndShowsNothingElse() throws Exception {
        RandomGenerator random = Seed.of(getClass()).random();
        Launch launch = Launch.in(folder);
        PushedImages images = new PushedImages();
        for (int kill = 1; kill <= KILLS; kill++) {
            try (RunningServer server = launch.start()) {
                images.assertWhole(server.client());
                Pushers pushers = new Pushers(server.client(), images::pushNext);
                pushers.awaitAcknowledged(1 + random.nextInt(30));
                if (kill % 3 == 0) {
                    server.killDatabase();
                }
                server.kill();
                pushers.awaitEnd();
            }
        }
        try (RunningServer server = launch.start()) {
            images.assertWhole(server.client());
            server.stop();
        }
        System.out.println(KILLS + " kills: " + images);
        assertThat(images.acknowledged()).isGreaterThanOrEqualTo(KILLS);
    }
}
