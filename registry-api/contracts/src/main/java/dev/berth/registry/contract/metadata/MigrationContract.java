package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.migration.LinkedContent;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link MigrationStore}, beside the metadata store it writes to. */
public abstract class MigrationContract extends TakeoverClaims {
    /** A store with nothing in it that takes its times from {@code with}. */
    @Override
    protected abstract MetadataStore emptyStore(Clock with) throws Exception;

    /** The bulk roles of that store. */
    @Override
    protected abstract MigrationStore migration(MetadataStore of);

    @Test
    void addsEachBlobOnce() throws Exception {
        ImportedBlob blob = blob();

        assertThat(imports.content().find(List.of(blob.digest()))).isEmpty();
        assertThat(imports.content().addBlobs(List.of(blob))).isEqualTo(1);
        assertThat(imports.content().addBlobs(List.of(blob))).isZero();
        assertThat(imports.content().find(List.of(blob.digest(), anyDigest())))
                .isEqualTo(Map.of(blob.digest(), new AuditedBlob(blob.digest(), blob.size(), blob.key())));
    }

    @Test
    void linksKeepKeyAndTime() throws Exception {
        ImportedBlob blob = linkedBlob();

        assertThat(store.blobLinks().find(APP, blob.digest())).hasValueSatisfying(found -> {
            assertThat(found.key()).isEqualTo(blob.key());
            assertThat(found.size()).isEqualTo(blob.size());
            assertThat(found.touched()).isEqualTo(LONG_AGO);
        });
    }

    @Test
    void linkingAnswersTheSizesOfBlobsAndThePlacesOfPayloads() throws Exception {
        ImportedBlob linked = blob();
        ImportedBlob payload = blob();
        ImportedBlob both = blob();
        imports.content().addBlobs(List.of(linked, payload, both));
        List<ImportedLink> links = Stream.of(linked.digest(), both.digest(), anyDigest())
                .map(digest -> new ImportedLink(digest, LONG_AGO))
                .toList();
        List<Digest> payloads = List.of(payload.digest(), both.digest(), anyDigest());
        LinkedContent content = new LinkedContent(
                2,
                Map.of(linked.digest(), linked.size(), both.digest(), both.size()),
                Map.of(
                        payload.digest(), new AuditedBlob(payload.digest(), payload.size(), payload.key()),
                        both.digest(), new AuditedBlob(both.digest(), both.size(), both.key())));

        assertThat(imports.content().link(APP, links, payloads)).isEqualTo(content);
        assertThat(imports.content().link(APP, links, payloads))
                .isEqualTo(new LinkedContent(0, content.sizes(), content.payloads()));
    }

    @Test
    void linksNothingThatHasNoBlob() throws Exception {
        LinkedContent linked =
                imports.content().link(APP, List.of(new ImportedLink(anyDigest(), LONG_AGO)), List.of(anyDigest()));

        assertThat(linked).isEqualTo(new LinkedContent(0, Map.of(), Map.of()));
        assertThat(store.repositories().list(ALL).items()).isEmpty();
    }

    @Test
    void aLinkTakenThroughTheRegistryDoesNotComeBack() throws Exception {
        ImportedBlob blob = linkedBlob();
        store.blobLinks().unlink(APP, blob.digest());

        imports.content().link(APP, List.of(new ImportedLink(blob.digest(), LONG_AGO)), List.of());

        assertThat(store.blobLinks().find(APP, blob.digest())).isEmpty();
    }

    @Test
    void manifestsKeepTheirTimeAndAreFound() throws Exception {
        ManifestDraft draft = draft().needing(linkedBlob().digest()).about(anyDigest());

        assertThat(imports.content().putManifests(APP, List.of(imported(draft))))
                .isEmpty();

        StoredManifest found = find(draft.digest()).orElseThrow();
        assertThat(found.manifest()).isEqualTo(draft.build().manifest());
        assertThat(found.touched()).isEqualTo(LONG_AGO);
        assertThat(store.manifests()
                        .referrers(APP, draft.build().subject().orElseThrow(), Optional.empty(), ALL)
                        .items())
                .containsExactly(draft.descriptor());
        assertThat(imports.progress().manifests(APP)).containsExactly(draft.digest());
    }

    @Test
    void storesNoManifestOfABatchWithAMissingBlob() throws Exception {
        ManifestDraft whole = draft().needing(linkedBlob().digest());
        Digest missing = anyDigest();
        ManifestDraft broken = draft().needing(missing);

        assertThat(imports.content().putManifests(APP, List.of(imported(whole), imported(broken))))
                .containsExactly(missing);
        assertThat(find(whole.digest())).isEmpty();
    }

    @Test
    void anIndexMayLackChildren() throws Exception {
        ManifestDraft index = draft().listing(anyDigest());

        assertThat(imports.content().putManifests(APP, List.of(imported(index))))
                .isEmpty();

        assertThat(find(index.digest())).isPresent();
        assertNoBreaches();
    }

    @Test
    void aManifestDeletedThroughTheRegistryDoesNotComeBack() throws Exception {
        ManifestDraft draft = importedManifest();
        store.manifests().delete(APP, draft.digest());

        imports.content().putManifests(APP, List.of(imported(draft)));

        assertThat(find(draft.digest())).isEmpty();
    }

    @Test
    void tagsFollowTheSource() throws Exception {
        ManifestDraft first = importedManifest();
        ManifestDraft second = importedManifest();

        assertThat(setTag(first)).isEqualTo(1);
        assertThat(setTag(first)).isZero();
        assertThat(setTag(second)).isEqualTo(1);

        assertThat(find(LATEST).orElseThrow().manifest().digest()).isEqualTo(second.digest());
    }

    @Test
    void aTagMovedThroughTheRegistryStays() throws Exception {
        ManifestDraft first = importedManifest();
        ManifestDraft second = importedManifest();
        setTag(first);
        Digest pushed = put(APP, draft().tagged("latest"));

        assertThat(setTag(second)).isZero();

        assertThat(find(LATEST).orElseThrow().manifest().digest()).isEqualTo(pushed);
    }

    @Test
    void aTagDeletedThroughTheRegistryStaysDeleted() throws Exception {
        ManifestDraft first = importedManifest();
        setTag(first);
        store.tags().delete(APP, LATEST);

        assertThat(setTag(first)).isZero();
        assertThat(setTag(importedManifest())).isZero();

        assertThat(find(LATEST)).isEmpty();
    }

    @Test
    void aTagOfAManifestThatIsNotThereIsLeftOut() throws Exception {
        importedManifest();

        assertThat(imports.content().setTags(APP, List.of(new ImportedTag(LATEST, anyDigest(), LONG_AGO))))
                .isZero();
        assertThat(find(LATEST)).isEmpty();
    }

    @Test
    void deletionsAtTheSourceAreFollowed() throws Exception {
        ManifestDraft draft = importedManifest();
        setTag(draft);

        assertThat(imports.content().retain(APP, ImportedNames.NONE)).isEqualTo(3);
        clock.advance(Duration.ofSeconds(1));
        store.reviews().review(Kind.MANIFEST, AT_ONCE, 100);

        assertThat(find(draft.digest())).isEmpty();
        assertThat(imports.content().retain(APP, ImportedNames.NONE)).isZero();
    }

    @Test
    void aTagMovedThroughTheRegistrySurvivesItsDeletionAtTheSource() throws Exception {
        ManifestDraft draft = importedManifest();
        setTag(draft);
        Digest pushed = put(APP, draft().tagged("latest"));

        imports.content().retain(APP, new ImportedNames(Set.of(draft.digest()), links(draft), Optional.of(Set.of())));

        assertThat(find(LATEST).orElseThrow().manifest().digest()).isEqualTo(pushed);
    }

    @Test
    void whatIsPresentIsLeftAlone() throws Exception {
        ManifestDraft draft = importedManifest();
        setTag(draft);

        assertThat(imports.content()
                        .retain(APP, new ImportedNames(Set.of(draft.digest()), links(draft), Optional.empty())))
                .isZero();
        assertThat(find(LATEST)).isPresent();
    }

    @Test
    void nothingImportedIsCollectedOrABreach() throws Exception {
        ManifestDraft untagged = importedManifest();
        ImportedBlob unused = linkedBlob();
        imports.content().addBlobs(List.of(blob()));

        clock.advance(Duration.ofDays(100));
        for (Kind kind : Kind.values()) {
            assertThat(store.reviews().review(kind, AT_ONCE, 100).reviewed()).isZero();
        }
        assertThat(find(untagged.digest())).isPresent();
        assertThat(store.blobLinks().find(APP, unused.digest())).isPresent();
        assertNoBreaches();
    }

    @Test
    void aBlobIsKeptForTheSourceUntilTheEnd() throws Exception {
        ImportedBlob linked = linkedBlob();
        store.blobLinks().unlink(APP, linked.digest());

        reviewAll();
        assertThat(isThere(linked)).isTrue();
        assertThat(store.reviews().retention(new Reviewable.OfBlob(linked.digest()), 5))
                .hasValueSatisfying(retention -> assertThat(retention.isHeld()).isTrue());

        assertThat(imports.runs().finish()).isPositive();
        reviewAll();
        assertThat(isThere(linked)).isFalse();
    }

    @Test
    void blobsThatNothingReferencesAreReviewed() throws Exception {
        ImportedBlob payload = blob();
        ImportedBlob unreferenced = blob();
        imports.content().addBlobs(List.of(payload, unreferenced));
        imports.content().link(APP, List.of(), List.of(payload.digest()));
        ImportedBlob linked = linkedBlob();

        assertThat(imports.runs().reviewUnreferenced("docker/registry/v2/", clock.instant()))
                .isEqualTo(1);
        reviewAll();

        assertThat(isThere(unreferenced)).isFalse();
        assertThat(isThere(payload)).isTrue();
        assertThat(isThere(linked)).isTrue();
    }

    @Test
    void theEndOfTheMoveReviewsWhatNothingReferences() throws Exception {
        ManifestDraft untagged = importedManifest();
        ManifestDraft tagged = importedManifest();
        setTag(tagged);

        imports.runs().finish();
        reviewAll();

        assertThat(find(untagged.digest())).isEmpty();
        assertThat(find(tagged.digest())).isPresent();
        assertThat(imports.progress().sources(ALL).items()).isEmpty();
        assertNoBreaches();
    }

    @Test
    void importedContentIsNotUnderReviewAnyMore() throws Exception {
        ImportedBlob alone = linkedBlob();
        ManifestDraft draft = importedManifest();
        imports.content().retain(APP, ImportedNames.NONE);

        imports.content().link(APP, List.of(new ImportedLink(alone.digest(), LONG_AGO)), List.of());
        for (Digest digest : links(draft)) {
            imports.content().link(APP, List.of(new ImportedLink(digest, LONG_AGO)), List.of());
        }
        imports.content().putManifests(APP, List.of(imported(draft)));
        reviewAll();

        assertThat(find(draft.digest())).isPresent();
        assertThat(store.blobLinks().find(APP, alone.digest())).isPresent();
        assertNoBreaches();
    }
}
