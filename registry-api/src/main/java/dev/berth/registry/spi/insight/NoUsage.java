package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Collection;

/** Counts nothing. */
final class NoUsage implements UsageRecorder {

    @Override
    public void pulled(RepositoryName repository, Reference reference, Digest manifest) {}

    @Override
    public void confirmed(RepositoryName repository, Reference reference, Digest manifest) {}

    @Override
    public void pushed(RepositoryName repository, Digest manifest, Collection<Tag> tags) {}
}
