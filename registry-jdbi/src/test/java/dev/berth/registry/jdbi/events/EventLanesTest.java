package dev.berth.registry.jdbi.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.RepositoryName;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLanesTest {

    /** Nodes of two versions must compute the same lane: the expected values never change. */
    @Test
    void aRepositoryIsInTheSameLaneInEveryVersion() {
        assertThat(EventLanes.of(new RepositoryName("team/app"))).isEqualTo(7);
        assertThat(EventLanes.of(new RepositoryName("library/busybox"))).isEqualTo(1);
        assertThat(EventLanes.of(new RepositoryName("a"))).isEqualTo(3);
    }

    @Test
    void repositoriesAreSpreadOverAllLanes() {
        Map<Integer, Long> lanes = IntStream.range(0, 1_600)
                .mapToObj(i -> EventLanes.of(new RepositoryName("team/app" + i)))
                .collect(Collectors.groupingBy(lane -> lane, Collectors.counting()));

        assertThat(lanes).hasSize(EventLanes.COUNT);
        assertThat(lanes.values()).allMatch(count -> count > 50 && count < 200);
    }
}
