package dev.berth.registry.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.collection.Work.Progress;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.spi.insight.NamespaceStore;
import dev.berth.registry.spi.insight.SizeStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CountingWorkTest {

    @Test
    void goesOnAtOnceWhileThereIsMuchToCount() throws Exception {
        Changed changed = new Changed(250);
        CountingWork work = new CountingWork(changed);

        assertThat(work.step().progress()).isEqualTo(Progress.MADE);
        assertThat(work.step().rest()).isZero();
        Work.Step last = work.step();
        assertThat(last.progress()).isEqualTo(Progress.NONE);
        assertThat(last.rest()).isPositive();
        assertThat(changed.left).isZero();
    }

    /** A number of repositories that changed. */
    private static final class Changed implements SizeStore {
        private int left;

        Changed(int repositories) {
            left = repositories;
        }

        @Override
        public int count(int most) {
            int counted = Math.min(left, most);
            left -= counted;
            return counted;
        }

        @Override
        public List<SizedRepository> sized(List<RepositoryName> names) {
            return List.of();
        }

        @Override
        public OptionalLong size(RepositoryName repository) {
            return OptionalLong.empty();
        }

        @Override
        public Optional<RepositoryFigures> figures(RepositoryName repository) {
            return Optional.empty();
        }

        @Override
        public NamespaceStore namespaces() {
            throw new UnsupportedOperationException("not asked for by the collector");
        }

        @Override
        public Page<RepositorySize> largest(int limit, Optional<SizePosition> after) {
            return new Page<>(List.of(), false);
        }
    }
}
