package dev.berth.registry.engine.takeover;

import dev.berth.registry.Chunk;
import dev.berth.registry.MountSource;
import dev.berth.registry.UploadSession;
import dev.berth.registry.Uploads;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import java.io.InputStream;

/** Uploads to finished repositories, and mounts from finished repositories. */
record GatedUploads(Uploads uploads, TakeoverGate gate) implements Uploads {

    @Override
    public UploadSession start(RepositoryName repository, DigestAlgorithm algorithm) {
        gate.require(repository);
        return uploads.start(repository, algorithm);
    }

    @Override
    public UploadSession status(RepositoryName repository, UploadId id) {
        gate.require(repository);
        return uploads.status(repository, id);
    }

    @Override
    public UploadSession append(RepositoryName repository, UploadId id, Chunk chunk) {
        gate.require(repository);
        return uploads.append(repository, id, chunk);
    }

    @Override
    public void finish(RepositoryName repository, UploadId id, Digest digest, Chunk last) {
        gate.require(repository);
        uploads.finish(repository, id, digest, last);
    }

    @Override
    public void cancel(RepositoryName repository, UploadId id) {
        gate.require(repository);
        uploads.cancel(repository, id);
    }

    @Override
    public void push(RepositoryName repository, Digest digest, InputStream content) {
        gate.require(repository);
        uploads.push(repository, digest, content);
    }

    /** A mount from any repository finds those that have the blob already; not to find one costs a push. */
    @Override
    public boolean mount(RepositoryName repository, Digest digest, MountSource source) {
        gate.require(repository);
        if (source instanceof MountSource.From from) {
            gate.require(from.repository());
        }
        return uploads.mount(repository, digest, source);
    }
}
