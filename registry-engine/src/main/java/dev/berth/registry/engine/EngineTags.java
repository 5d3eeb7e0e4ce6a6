package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.Tags;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.TagStore;
import java.util.List;
import java.util.Map;

/** Lists and removes tags. */
final class EngineTags implements Tags {
    private final TagStore tags;
    private final Undeletions undeletions;
    private final RequestEvents requestEvents;
    private final EnginePolicy policy;

    EngineTags(TagStore tags, Undeletions undeletions, RequestEvents requestEvents, EnginePolicy policy) {
        this.tags = tags;
        this.undeletions = undeletions;
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
        return undeletions.tags(repository, page);
    }

    @Override
    public Digest undelete(RepositoryName repository, Tag tag) {
        return undeletions.undelete(repository, tag);
    }
}
