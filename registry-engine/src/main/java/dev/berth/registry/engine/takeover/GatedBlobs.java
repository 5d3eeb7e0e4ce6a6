package dev.berth.registry.engine.takeover;

import dev.berth.registry.Blob;
import dev.berth.registry.Blobs;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;

/** Blobs of finished repositories. */
record GatedBlobs(Blobs blobs, TakeoverGate gate) implements Blobs {

    @Override
    public OptionalLong confirm(RepositoryName repository, Digest digest) {
        gate.require(repository);
        return blobs.confirm(repository, digest);
    }

    @Override
    public Optional<Blob> find(RepositoryName repository, Digest digest) {
        gate.require(repository);
        return blobs.find(repository, digest);
    }

    @Override
    public void delete(RepositoryName repository, Digest digest) {
        gate.require(repository);
        blobs.delete(repository, digest);
    }
}
