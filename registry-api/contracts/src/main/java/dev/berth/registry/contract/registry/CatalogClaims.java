package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The repositories of a registry. */
abstract class CatalogClaims extends RegistryClaims {

    @Test
    void isEmptyAtFirst() {
        registry.uploads().start(APP, DigestAlgorithm.SHA256);

        assertThat(registry.catalog().list(ALL, any -> true)).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void listsInByteOrderPageByPage() {
        List<String> names = List.of("a-b", "a.b", "a/b", "a0", "a_b", "aa", "b", "b/a");
        for (int i = 0; i < names.size(); i++) {
            pushed(new RepositoryName(names.get((i * 3) % names.size())), generated.bytes(5));
        }

        for (int limit = 1; limit <= names.size() + 1; limit++) {
            assertThat(pages(limit, any -> true)).isEqualTo(names);
        }
        assertThat(registry.catalog()
                        .list(PageRequest.after("a/a", 1), any -> true)
                        .items())
                .containsExactly(new RepositoryName("a/b"));
    }

    @Test
    void fillsPagesWithWhatTheCallerMaySee() {
        List<String> visible = new ArrayList<>();
        for (int i = 100; i < 180; i++) {
            pushed(new RepositoryName("r" + i), new byte[] {1});
            if (i % 7 == 0) {
                visible.add("r" + i);
            }
        }

        assertThat(pages(3, name -> visible.contains(name.value()))).isEqualTo(visible);
        assertThat(registry.catalog().list(PageRequest.first(10), none -> false))
                .isEqualTo(new Page<>(List.of(), false));
    }

    private List<String> pages(int limit, Predicate<RepositoryName> visible) {
        List<String> listed = new ArrayList<>();
        Page<RepositoryName> page = registry.catalog().list(PageRequest.first(limit), visible);
        while (page.more()) {
            assertThat(page.items()).hasSize(limit);
            page.items().forEach(name -> listed.add(name.value()));
            page = registry.catalog().list(PageRequest.after(listed.get(listed.size() - 1), limit), visible);
        }
        page.items().forEach(name -> listed.add(name.value()));
        return listed;
    }
}
