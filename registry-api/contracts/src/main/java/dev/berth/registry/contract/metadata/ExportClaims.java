package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.ExportStore;
import dev.berth.registry.spi.migration.ImportedItems;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.migration.MigrationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading repositories in bulk, and the record of exports. */
abstract class ExportClaims extends MetadataClaims {
    private static final RepositoryName NOWHERE = new RepositoryName("no/where");
    private ExportStore exports;

    abstract MigrationStore migration(MetadataStore of);

    @BeforeEach
    final void openExports() {
        exports = migration(store).exports();
    }

    @Test
    void readsARepositoryInPages() throws Exception {
        Set<String> tags = new TreeSet<>();
        Set<String> manifests = new TreeSet<>();
        Set<String> blobs = new TreeSet<>();
        for (int i = 0; i < 5; i++) {
            Digest blob = newBlob(APP);
            ManifestDraft draft = draft().needing(blob).tagged("v" + i);
            put(APP, draft);
            tags.add("v" + i);
            manifests.add(draft.digest().toString());
            blobs.add(blob.toString());
        }
        for (int limit = 1; limit <= 6; limit++) {
            assertThat(all(
                            limit,
                            page -> exports.tags(APP, page),
                            tag -> tag.tag().value()))
                    .containsExactlyElementsOf(tags);
            assertThat(all(limit, page -> exports.manifests(APP, page), Digest::toString))
                    .containsExactlyElementsOf(manifests);
            assertThat(all(
                            limit,
                            page -> exports.blobs(APP, page),
                            blob -> blob.digest().toString()))
                    .containsExactlyElementsOf(blobs);
        }
        AuditedBlob blob = exports.blobs(APP, PageRequest.first(1)).items().get(0);
        assertThat(store.blobLinks().find(APP, blob.digest())).hasValueSatisfying(link -> {
            assertThat(link.key()).isEqualTo(blob.key());
            assertThat(link.size()).isEqualTo(blob.size());
        });
        ImportedTag tag = exports.tags(APP, PageRequest.first(1)).items().get(0);
        assertThat(store.manifests().find(APP, tag.tag()))
                .hasValueSatisfying(
                        found -> assertThat(found.manifest().digest()).isEqualTo(tag.digest()));
    }

    @Test
    void aRepositoryThatIsNotThereIsEmpty() throws Exception {
        assertThat(exports.tags(NOWHERE, ALL).items()).isEmpty();
        assertThat(exports.manifests(NOWHERE, ALL).items()).isEmpty();
        assertThat(exports.blobs(NOWHERE, ALL).items()).isEmpty();
        assertThat(exports.items(NOWHERE)).isEqualTo(ImportedItems.NONE);
    }

    @Test
    void remembersExportedContent() throws Exception {
        Digest manifest = anyDigest();
        Digest link = anyDigest();
        Digest target = anyDigest();
        ImportedItems first = new ImportedItems(
                Set.of(manifest), Set.of(link), Map.of(new Tag("a"), manifest, new Tag("b"), manifest));
        exports.record(APP, first, ImportedItems.NONE);
        assertThat(exports.items(APP)).isEqualTo(first);

        exports.record(
                APP,
                new ImportedItems(Set.of(target), Set.of(), Map.of(new Tag("a"), target)),
                new ImportedItems(Set.of(), Set.of(link), Map.of(new Tag("b"), manifest)));

        assertThat(exports.items(APP))
                .isEqualTo(new ImportedItems(Set.of(manifest, target), Set.of(), Map.of(new Tag("a"), target)));
    }

    private interface Pages<T> {
        Page<T> read(PageRequest page) throws StoreException;
    }

    private static <T> List<String> all(int limit, Pages<T> pages, Function<T, String> name) throws StoreException {
        List<String> names = new ArrayList<>();
        PageRequest next = PageRequest.first(limit);
        boolean more = true;
        while (more) {
            Page<T> page = pages.read(next);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(item -> names.add(name.apply(item)));
            more = page.more();
            next = PageRequest.after(names.isEmpty() ? "" : names.get(names.size() - 1), limit);
        }
        return names;
    }
}
