package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.collection.CollectionSteps;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answers of a metadata store about a universe, item by item.
 *
 * @param answers the answer to each question, by question
 */
public record MetadataSnapshot(Map<String, Object> answers) {
    private static final PageRequest ALL = PageRequest.first(10_000);

    static MetadataSnapshot of(MetadataStore store, MetadataUniverse universe) throws StoreException {
        Map<String, Object> answers = new TreeMap<>();
        answers.put("repositories", store.repositories().list(ALL));
        for (RepositoryName repository : universe.repositories) {
            answers.put("tags of " + repository, store.tags().list(repository, ALL));
            for (Tag tag : universe.tags) {
                answers.put(repository + ":" + tag, store.manifests().find(repository, tag));
            }
            for (Digest digest : universe.manifests) {
                answers.put(repository + "@" + digest, store.manifests().find(repository, digest));
            }
            answers.put("deleted tags of " + repository, store.deletedTags().list(repository, ALL));
            for (Digest subject : universe.subjects()) {
                answers.put(
                        "referrers of " + repository + "@" + subject,
                        store.manifests().referrers(repository, subject, Optional.empty(), ALL));
            }
            for (Digest blob : universe.blobs) {
                answers.put(
                        "blob " + blob + " of " + repository, store.blobLinks().find(repository, blob));
            }
        }
        for (Digest blob : universe.blobs) {
            answers.put("holders of " + blob, store.blobLinks().holders(blob, ALL));
        }
        for (Reviewable thing : CollectionSteps.things(universe)) {
            answers.put("standing of " + thing, CollectionSteps.retention(store, thing, 100));
        }
        answers.put("reviews", CollectionSteps.reviews(store));
        answers.put("blobs by key", store.audit().blobs(ALL));
        return new MetadataSnapshot(answers);
    }

    /** Claims that nothing in a store at rest is broken, provided that every put refused missing references. */
    public static void assertWhole(MetadataStore store, MetadataUniverse universe) throws StoreException {
        for (RepositoryName repository : universe.repositories) {
            assertTagsNameManifests(store, repository);
            for (int i = 0; i < universe.manifests.size(); i++) {
                assertManifestWhole(store, repository, universe.draft(i));
            }
            for (Digest blob : universe.blobs) {
                List<RepositoryName> holders =
                        store.blobLinks().holders(blob, ALL).items();
                assertThat(store.blobLinks().find(repository, blob).isPresent())
                        .as("%s has %s, which %s hold", repository, blob, holders)
                        .isEqualTo(holders.contains(repository));
            }
        }
    }

    private static void assertTagsNameManifests(MetadataStore store, RepositoryName repository) throws StoreException {
        Optional<List<Tag>> tags = store.tags().list(repository, ALL).map(page -> page.items());
        for (Tag tag : tags.orElse(List.of())) {
            assertThat(store.manifests().find(repository, tag))
                    .as("manifest of %s:%s", repository, tag)
                    .isPresent();
        }
    }

    private static void assertManifestWhole(MetadataStore store, RepositoryName repository, ManifestDraft draft)
            throws StoreException {
        Digest digest = draft.digest();
        boolean stored = store.manifests().find(repository, digest).isPresent();
        if (stored) {
            assertThat(store.repositories().list(ALL).items()).contains(repository);
            for (ManifestReference reference : draft.build().references()) {
                assertThat(isThere(store, repository, reference))
                        .as("%s, which %s of %s needs", reference, digest, repository)
                        .isTrue();
            }
        }
        Optional<Digest> subject = draft.build().subject();
        if (subject.isPresent()) {
            assertThat(store.manifests()
                            .referrers(repository, subject.get(), Optional.empty(), ALL)
                            .items()
                            .contains(draft.descriptor()))
                    .as("%s listed as referrer in %s", digest, repository)
                    .isEqualTo(stored);
        }
    }

    private static boolean isThere(MetadataStore store, RepositoryName repository, ManifestReference reference)
            throws StoreException {
        Digest digest = reference.digest();
        if (store.blobLinks().find(repository, digest).isPresent()) {
            return true;
        }
        return reference.target() == Target.MANIFEST_OR_BLOB
                && store.manifests().find(repository, digest).isPresent();
    }
}
