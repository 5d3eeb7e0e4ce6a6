package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.Tags;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import dev.berth.registry.spi.metadata.TagStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists and removes tags. */
final class EngineTags implements Tags {
    private final TagStore tags;
    private final DeletedTagStore deletedTags;
    private final ManifestStore manifests;
    private final ManifestPushes pushes;
    private final RequestEvents requestEvents;
    private final EnginePolicy policy;

    EngineTags(MetadataStore metadata, ManifestPushes pushes, RequestEvents requestEvents, EnginePolicy policy) {
        this.tags = metadata.tags();
        this.deletedTags = metadata.deletedTags();
        this.manifests = metadata.manifests();
        this.pushes = pushes;
        this.requestEvents = requestEvents;
        this.policy = policy;
    }

    @Override
    public Page<Tag> list(RepositoryName repository, PageRequest page) {
        Page<Tag> found =
                StoreCall.answer(() -> tags.list(repository, page)).orElseThrow(() -> UnknownRepository.of(repository));
        return page.limit() == 0 ? new Page<>(List.of(), false) : found;
    }

    @Override
    public void delete(RepositoryName repository, Tag tag) {
        policy.requireDeletable();
        List<NewEvent> events = requestEvents.deleted(repository, tag);
        if (!StoreCall.answer(() -> tags.delete(repository, tag, events))) {
            throw new RegistryException(
                    ErrorCode.MANIFEST_UNKNOWN,
                    "repository " + repository + " has no tag " + tag,
                    Map.of("tag", tag.toString()));
        }
        requestEvents.recorded(events);
    }

    @Override
    public Page<DeletedTag> deleted(RepositoryName repository, PageRequest page) {
        return StoreCall.answer(() -> deletedTags.list(repository, page))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    /** A put of the same bytes: it finds all that the manifest needs or fails, also while that is being collected. */
    @Override
    public Digest undelete(RepositoryName repository, Tag tag) {
        policy.requireWritable();
        DeletedTag deleted = StoreCall.answer(() -> deletedTags.find(repository, tag))
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.TAG_UNKNOWN,
                        "repository " + repository + " has no deleted tag " + tag,
                        Map.of("tag", tag.toString())));
        Manifest manifest = StoreCall.answer(() -> manifests.find(repository, deleted.digest()))
                .map(StoredManifest::manifest)
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.MANIFEST_UNKNOWN,
                        "manifest " + deleted.digest() + " of deleted tag " + tag + " has been collected",
                        Map.of("digest", deleted.digest().toString())));
        restore(
                repository,
                new ManifestPush(
                        deleted.digest(),
                        List.of(tag),
                        Optional.of(manifest.mediaType()),
                        manifest.content(),
                        Set.of(tag)));
        return deleted.digest();
    }

    /** The tags of this push are immutable, so that it is refused with DENIED when one is in use. */
    private void restore(RepositoryName repository, ManifestPush push) {
        try {
            pushes.put(repository, push);
        } catch (RegistryException e) {
            if (e.code() != ErrorCode.DENIED) {
                throw e;
            }
            throw new RegistryException(
                    e.errors().stream().map(EngineTags::inUse).toList(), e);
        }
    }

    private static RegistryError inUse(RegistryError immutable) {
        String tag = immutable.detail().getOrDefault("tag", "");
        return new RegistryError(
                ErrorCode.TAG_IN_USE,
                "tag " + tag + " names another manifest now; delete it to bring back the deleted one",
                immutable.detail());
    }
}
