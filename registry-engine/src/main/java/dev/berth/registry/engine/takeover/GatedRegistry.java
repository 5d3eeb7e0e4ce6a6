package dev.berth.registry.engine.takeover;

import dev.berth.registry.Administration;
import dev.berth.registry.Blobs;
import dev.berth.registry.Catalog;
import dev.berth.registry.Insights;
import dev.berth.registry.Manifests;
import dev.berth.registry.Registry;
import dev.berth.registry.Tags;
import dev.berth.registry.Uploads;
import dev.berth.registry.event.Origin;
import java.util.function.Supplier;

/** A registry whose requests pass a gate until the takeover has ended. */
record GatedRegistry(Registry registry, TakeoverGate gate) implements Registry {

    @Override
    public Catalog catalog() {
        return gate.isEnded() ? registry.catalog() : new GatedCatalog(registry.catalog(), gate);
    }

    @Override
    public Tags tags() {
        return gate.isEnded() ? registry.tags() : new GatedTags(registry.tags(), gate);
    }

    @Override
    public Manifests manifests() {
        return gate.isEnded() ? registry.manifests() : new GatedManifests(registry.manifests(), gate);
    }

    @Override
    public Blobs blobs() {
        return gate.isEnded() ? registry.blobs() : new GatedBlobs(registry.blobs(), gate);
    }

    @Override
    public Uploads uploads() {
        return gate.isEnded() ? registry.uploads() : new GatedUploads(registry.uploads(), gate);
    }

    @Override
    public Administration administration() {
        return gate.isEnded() ? registry.administration() : new GatedAdministration(registry.administration(), gate);
    }

    @Override
    public Insights insights() {
        return gate.isEnded() ? registry.insights() : new GatedInsights(registry.insights(), gate);
    }

    @Override
    public Registry within(Supplier<Origin> request) {
        Registry within = registry.within(request);
        return gate.isEnded() ? within : new GatedRegistry(within, gate);
    }
}
