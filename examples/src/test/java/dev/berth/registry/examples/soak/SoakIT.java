package dev.berth.registry.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.examples.BuiltDistribution;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FullBuild
class SoakIT {
    private static final Plan SHORT = new Plan(5, 4, 8, 2, Duration.ofSeconds(3));

    @TempDir
    Path folder;

    @Test
    void countsImagesAndLatenciesOfTwoServers() throws Exception {
        Path distribution = BuiltDistribution.require();
        StringBuilder out = new StringBuilder();
        List<Figures> figures = new Soak(SHORT, out).run(distribution, folder);
        assertThat(figures).hasSize(SHORT.intervals()).allSatisfy(figure -> {
            assertThat(figure.memory()).isPositive();
            assertThat(figure.pushes().count()).isPositive();
            assertThat(figure.reads().count()).isPositive();
            assertThat(figure.pushes().failures() + figure.reads().failures())
                    .as(out.toString())
                    .isZero();
            assertThat(figure.tags()).isBetween(5L, 50L);
            assertThat(figure.blobs()).isGreaterThan(figure.tags() / 2);
        });
        assertThat(new Comparison(figures).ratio(Figures::tables)).isGreaterThanOrEqualTo(1);
        assertThat(new Comparison(figures).toString()).endsWith("failures: 0");
    }
}
