package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.StoredManifest;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.ImportedManifest;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** Steps of imports, of which the claims about them are made. */
abstract class ImportSteps extends ExportClaims {
    static final Instant LONG_AGO = Instant.parse("2020-02-02T02:02:02Z");
    static final Tag LATEST = new Tag("latest");
    static final ReviewDelays AT_ONCE = ReviewDelays.of(Duration.ZERO);

    /** The bulk roles of the store. */
    MigrationStore imports;

    @BeforeEach
    final void openMigration() {
        imports = migration(store);
    }

    final void reviewAll() throws StoreException {
        clock.advance(Duration.ofDays(1));
        for (Kind kind : Kind.values()) {
            store.reviews().review(kind, AT_ONCE, 100);
        }
    }

    final void assertNoBreaches() throws StoreException {
        for (Invariant invariant : Invariant.values()) {
            assertThat(store.audit().breaches(invariant, 10))
                    .as("%s", invariant)
                    .isEmpty();
        }
    }

    final boolean isThere(ImportedBlob blob) throws StoreException {
        return imports.content().find(List.of(blob.digest())).containsKey(blob.digest());
    }

    final Optional<StoredManifest> find(Reference reference) throws StoreException {
        return store.manifests().find(APP, reference);
    }

    final ImportedBlob blob() {
        Digest digest = anyDigest();
        String key = "docker/registry/v2/blobs/sha256/" + digest.hex().substring(0, 2) + '/' + digest.hex() + "/data";
        return new ImportedBlob(digest, 1 + generated.below(1_000), new StorageKey(key), LONG_AGO);
    }

    final ImportedBlob linkedBlob() throws StoreException {
        ImportedBlob blob = blob();
        imports.content().addBlobs(List.of(blob));
        assertThat(imports.content()
                        .link(APP, List.of(new ImportedLink(blob.digest(), LONG_AGO)), List.of())
                        .made())
                .isEqualTo(1);
        return blob;
    }

    final ManifestDraft importedManifest() throws StoreException {
        ManifestDraft draft = draft().needing(linkedBlob().digest());
        assertThat(imports.content().putManifests(APP, List.of(imported(draft))))
                .isEmpty();
        return draft;
    }

    static final ImportedManifest imported(ManifestDraft draft) {
        NewManifest built = draft.build();
        return new ImportedManifest(
                built.manifest(), built.references(), built.properties(), built.subject(), built.referrer(), LONG_AGO);
    }

    static final Set<Digest> links(ManifestDraft draft) {
        Stream<ManifestReference> references = draft.build().references().stream();
        return Set.copyOf(references.map(ManifestReference::digest).toList());
    }

    final int setTag(ManifestDraft draft) throws StoreException {
        return imports.content().setTags(APP, List.of(new ImportedTag(LATEST, draft.digest(), LONG_AGO)));
    }
}
