package dev.berth.registry.engine.takeover;

import dev.berth.registry.ManifestPush;
import dev.berth.registry.Manifests;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;

/** Manifests of finished repositories. */
record GatedManifests(Manifests manifests, TakeoverGate gate) implements Manifests {

    @Override
    public int maxBytes() {
        return manifests.maxBytes();
    }

    @Override
    public Optional<Manifest> confirm(RepositoryName repository, Reference reference) {
        gate.require(repository);
        return manifests.confirm(repository, reference);
    }

    @Override
    public Optional<Manifest> find(RepositoryName repository, Reference reference) {
        gate.require(repository);
        return manifests.find(repository, reference);
    }

    @Override
    public Optional<Manifest> findForPlatform(RepositoryName repository, Manifest index, Platform platform) {
        gate.require(repository);
        return manifests.findForPlatform(repository, index, platform);
    }

    @Override
    public PushedManifest put(RepositoryName repository, ManifestPush push) {
        gate.require(repository);
        return manifests.put(repository, push);
    }

    @Override
    public void delete(RepositoryName repository, Digest digest) {
        gate.require(repository);
        manifests.delete(repository, digest);
    }

    @Override
    public Page<Manifest.Deleted> deleted(RepositoryName repository, PageRequest page) {
        gate.require(repository);
        return manifests.deleted(repository, page);
    }

    @Override
    public int undelete(RepositoryName repository, Digest digest) {
        gate.require(repository);
        return manifests.undelete(repository, digest);
    }

    @Override
    public Page<Descriptor> referrers(RepositoryName repository, Digest subject, ReferrersRequest request) {
        gate.require(repository);
        return manifests.referrers(repository, subject, request);
    }
}
