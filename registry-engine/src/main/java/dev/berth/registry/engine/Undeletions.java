package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.ListedContent;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.DeletedManifestStore;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings deleted tags and manifests back by a put of the same bytes: it finds all that the manifest needs or fails,
 * also while that is being collected (docs/decisions/0200).
 */
final class Undeletions {
    private static final int MOST = 1_000;

    private final DeletedTagStore deletedTags;
    private final DeletedManifestStore deletedManifests;
    private final ManifestStore manifests;
    private final ManifestPushes pushes;
    private final ManifestReader reader;
    private final EnginePolicy policy;

    Undeletions(MetadataStore metadata, ManifestPushes pushes, ManifestReader reader, EnginePolicy policy) {
        this.deletedTags = metadata.deletedTags();
        this.deletedManifests = metadata.deletedManifests();
        this.manifests = metadata.manifests();
        this.pushes = pushes;
        this.reader = reader;
        this.policy = policy;
    }

    Page<DeletedTag> tags(RepositoryName repository, PageRequest page) {
        return StoreCall.answer(() -> deletedTags.list(repository, page))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    Page<Manifest.Deleted> manifests(RepositoryName repository, PageRequest page) {
        return StoreCall.answer(() -> deletedManifests.list(repository, page))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    /** The manifest that the tag names again. */
    Digest undelete(RepositoryName repository, Tag tag) {
        policy.requireWritable();
        Digest digest = StoreCall.answer(() -> deletedTags.find(repository, tag))
                .map(DeletedTag::digest)
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.TAG_UNKNOWN,
                        "repository " + repository + " has no deleted tag " + tag,
                        Map.of("tag", tag.toString())));
        Manifest manifest = stored(repository, digest)
                .or(() -> copy(repository, digest))
                .orElseThrow(() ->
                        collected(digest, "manifest " + digest + " of deleted tag " + tag + " has been collected"));
        restoreChildren(repository, manifest);
        restore(repository, manifest, List.of(tag));
        return digest;
    }

    /** The number of tags that name the manifest again. */
    int undelete(RepositoryName repository, Digest digest) {
        policy.requireWritable();
        Manifest manifest = copy(repository, digest)
                .orElseThrow(() -> collected(
                        digest,
                        "repository " + repository + " has no deleted manifest " + digest + " that can come back"));
        restoreChildren(repository, manifest);
        return restoreWithTags(repository, manifest);
    }

    /** Deleted manifests that it lists, at any depth, those that others need first. */
    private void restoreChildren(RepositoryName repository, Manifest manifest) {
        Deque<Manifest> open = new ArrayDeque<>();
        Set<Digest> seen = new HashSet<>(Set.of(manifest.digest()));
        open.push(manifest);
        while (!open.isEmpty()) {
            Optional<Manifest> needed = deletedChild(repository, open.element(), seen);
            needed.ifPresent(open::push);
            if (needed.isEmpty() && open.size() > 1) {
                restoreWithTags(repository, open.element());
            }
            if (needed.isEmpty()) {
                open.pop();
            }
        }
    }

    /** The next manifest that this one lists and that is not stored. */
    private Optional<Manifest> deletedChild(RepositoryName repository, Manifest parent, Set<Digest> seen) {
        for (ListedContent listed : reader.children(parent)) {
            Digest child = listed.descriptor().digest();
            if (seen.add(child) && stored(repository, child).isEmpty()) {
                Optional<Manifest> copy = copy(repository, child);
                if (copy.isPresent()) {
                    requireFew(seen.size(), parent);
                    return copy;
                }
            }
        }
        return Optional.empty();
    }

    private static void requireFew(int seen, Manifest parent) {
        if (seen > MOST) {
            throw new RegistryException(
                    ErrorCode.EXCEEDS_LIMITS,
                    "more than " + MOST + " manifests would come back; begin with those that index " + parent.digest()
                            + " lists",
                    Map.of("digest", parent.digest().toString()));
        }
    }

    /** A push sets a limited number of tags. */
    private int restoreWithTags(RepositoryName repository, Manifest manifest) {
        int limit = policy.config().tagLimit();
        Optional<PageRequest> next = Optional.of(PageRequest.first(limit));
        int set = 0;
        while (next.isPresent()) {
            PageRequest request = next.get();
            Page<Tag> tags = StoreCall.answer(() -> deletedManifests.tags(repository, manifest.digest(), request));
            restore(repository, manifest, tags.items());
            set += tags.items().size();
            next = tags.next(Tag::value).map(last -> PageRequest.after(last, limit));
        }
        return set;
    }

    /** The tags of this push are immutable, so that it is refused with DENIED when one is in use. */
    private void restore(RepositoryName repository, Manifest manifest, List<Tag> tags) {
        try {
            pushes.put(
                    repository,
                    new ManifestPush(
                            manifest.digest(),
                            tags,
                            Optional.of(manifest.mediaType()),
                            manifest.content(),
                            Set.copyOf(tags)));
        } catch (RegistryException e) {
            if (e.code() != ErrorCode.DENIED) {
                throw e;
            }
            throw new RegistryException(
                    e.errors().stream().map(Undeletions::inUse).toList(), e);
        }
    }

    private Optional<Manifest> stored(RepositoryName repository, Digest digest) {
        return StoreCall.answer(() -> manifests.find(repository, digest)).map(StoredManifest::manifest);
    }

    private Optional<Manifest> copy(RepositoryName repository, Digest digest) {
        return StoreCall.answer(() -> deletedManifests.find(repository, digest));
    }

    private static RegistryException collected(Digest digest, String message) {
        return new RegistryException(ErrorCode.MANIFEST_UNKNOWN, message, Map.of("digest", digest.toString()));
    }

    private static RegistryError inUse(RegistryError immutable) {
        String tag = immutable.detail().getOrDefault("tag", "");
        return new RegistryError(
                ErrorCode.TAG_IN_USE,
                "tag " + tag + " names another manifest now; delete it to bring back the deleted one",
                immutable.detail());
    }
}
