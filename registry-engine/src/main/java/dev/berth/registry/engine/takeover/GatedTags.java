package dev.berth.registry.engine.takeover;

import dev.berth.registry.Tags;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;

/** Tags of finished repositories. */
record GatedTags(Tags tags, TakeoverGate gate) implements Tags {

    @Override
    public Page<Tag> list(RepositoryName repository, PageRequest page) {
        gate.require(repository);
        return tags.list(repository, page);
    }

    @Override
    public void delete(RepositoryName repository, Tag tag) {
        gate.require(repository);
        tags.delete(repository, tag);
    }

    @Override
    public Page<DeletedTag> deleted(RepositoryName repository, PageRequest page) {
        gate.require(repository);
        return tags.deleted(repository, page);
    }

    @Override
    public Digest undelete(RepositoryName repository, Tag tag) {
        gate.require(repository);
        return tags.undelete(repository, tag);
    }
}
