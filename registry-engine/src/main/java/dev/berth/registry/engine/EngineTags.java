package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.Tags;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
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
    private final RequestEvents requestEvents;
    private final EnginePolicy policy;

    EngineTags(TagStore tags, RequestEvents requestEvents, EnginePolicy policy) {
        this.tags = tags;
        this.requestEvents = requestEvents;
        this.policy = policy;
    }

    @Override
    public Page<Tag> list(RepositoryName repository, PageRequest page) {
        Page<Tag> found = StoreCall.answer(() -> tags.list(repository, page)).orElseThrow(() -> unknown(repository));
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

    private static RegistryException unknown(RepositoryName repository) {
        return new RegistryException(
                ErrorCode.NAME_UNKNOWN, "there is no repository " + repository, Map.of("name", repository.toString()));
    }
}
