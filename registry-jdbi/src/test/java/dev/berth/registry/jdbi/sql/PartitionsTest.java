package dev.berth.registry.jdbi.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.jdbi.Sample;
import dev.berth.registry.model.RepositoryName;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    @Test
    void spreadsRepositoriesEvenly() {
        Partitions partitions = new Partitions(64);

        assertThat(IntStream.range(0, 64_000)
                        .mapToObj(i -> new RepositoryName("group/project-" + i + "/app"))
                        .collect(Collectors.groupingBy(partitions::chosen, Collectors.counting())))
                .hasSize(64)
                .allSatisfy((bucket, count) -> assertThat(count).isBetween(800L, 1_200L));
    }

    /** Written in databases: these must never change. */
    @Test
    void choosesAlwaysTheSame() {
        assertThat(new Partitions(64).chosen(Sample.APP)).isEqualTo(55);
        assertThat(new Partitions(4).chosen(Sample.APP)).isEqualTo(3);
        assertThat(new Partitions(64).of(Sample.digest("layer"))).isEqualTo(26);
    }

    @Test
    void remembersWhatWasElsewhere() {
        Partitions partitions = new Partitions(4);
        int elsewhere = (partitions.chosen(Sample.APP) + 1) % 4;

        partitions.learn(Sample.APP, elsewhere);

        assertThat(partitions.guess(Sample.APP)).isEqualTo(elsewhere);
    }

    @Test
    void refusesNumbersTheSchemaCannotHave() {
        assertThatThrownBy(() -> new Partitions(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Partitions(65)).isInstanceOf(IllegalArgumentException.class);
    }
}
