package dev.berth.registry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Position;
import dev.berth.registry.spi.insight.SearchStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The work of a search that finds nothing. */
class EngineSearchTest {
    private static final int PARTS = 50;

    private final Parts store = new Parts();
    private final EngineSearch search = new EngineSearch(store, KindTable.defaults());

    /** A store of 50 parts without a match; each ends in a repository of its own. */
    private static final class Parts implements SearchStore {
        private int read;

        @Override
        public FoundTags tags(TagSearch wanted) {
            read++;
            return new FoundTags(
                    List.of(), read == PARTS ? Optional.empty() : Optional.of(new Position("r" + read, "tag")));
        }

        @Override
        public Page<RepositoryName> repositories(String containing, PageRequest page) {
            return new Page<>(List.of(), false);
        }

        @Override
        public Page<RepositoryName> holders(Digest digest, PageRequest page) {
            return new Page<>(List.of(), false);
        }
    }

    @Test
    void isBoundedForAPage() {
        FoundTags page = search.tags(TagSearch.all(100).named("zz"), every -> true);

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).contains(new Position("r5", "tag"));
        assertThat(store.read).isEqualTo(5);
    }

    @Test
    void endsWhereTheCallerMaySeeThePosition() {
        FoundTags page =
                search.tags(TagSearch.all(100).named("zz"), name -> name.value().equals("r12"));

        assertThat(page.next()).contains(new Position("r12", "tag"));
    }

    @Test
    void namesNoRepositoryThatTheCallerMayNotSee() {
        FoundTags page = search.tags(TagSearch.all(100).named("zz"), every -> false);

        assertThat(page.next()).isEmpty();
        assertThat(store.read).isEqualTo(PARTS);
    }
}
