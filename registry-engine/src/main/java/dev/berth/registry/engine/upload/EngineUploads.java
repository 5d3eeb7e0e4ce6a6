package dev.berth.registry.engine.upload;

import dev.berth.registry.Blobs;
import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.MountSource;
import dev.berth.registry.RegistryException;
import dev.berth.registry.UploadSession;
import dev.berth.registry.Uploads;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.IdGenerator;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.StoredUpload;
import dev.berth.registry.spi.metadata.UploadStore;
import java.io.InputStream;
import java.util.Optional;

/** Opens, continues and ends uploads. */
public final class EngineUploads implements Uploads {
    private final UploadStore uploads;
    private final UploadMemory memory;
    private final UploadSessions rows;
    private final UploadObjects objects;
    private final UploadCompletion completion;
    private final UploadProtocol protocol;
    private final Mounts mounts;
    private final Blobs blobs;
    private final IdGenerator names;
    private final EnginePolicy policy;

    public EngineUploads(
            UploadStore uploads,
            UploadMemory memory,
            UploadObjects objects,
            UploadCompletion completion,
            Mounts mounts,
            Blobs blobs,
            IdGenerator names,
            EnginePolicy policy) {
        this.uploads = uploads;
        this.memory = memory;
        this.objects = objects;
        this.completion = completion;
        this.mounts = mounts;
        this.blobs = blobs;
        this.names = names;
        this.policy = policy;
        rows = new UploadSessions(uploads);
        protocol = new UploadProtocol(memory, rows, objects, completion);
    }

    @Override
    public UploadSession start(RepositoryName repository, DigestAlgorithm algorithm) {
        policy.requireWritable();
        LiveUpload upload = StoreCall.answer(() -> begin(repository, algorithm));
        memory.remember(upload);
        return session(upload.stored());
    }

    @Override
    public UploadSession status(RepositoryName repository, UploadId id) {
        return session(StoreCall.answer(() -> rows.find(new UploadName(repository, id))));
    }

    @Override
    public UploadSession append(RepositoryName repository, UploadId id, Chunk chunk) {
        policy.requireWritable();
        UploadName name = new UploadName(repository, id);
        return session(StoreCall.answer(() -> append(name, chunk)).stored());
    }

    private LiveUpload append(UploadName name, Chunk chunk) throws StoreException {
        try {
            return protocol.append(name, chunk);
        } catch (StoreException e) {
            throw rows.explained(name, e);
        }
    }

    /**
     * Clients and proxies send the end of an upload again when its answer was lost: an upload that is gone has ended
     * well if its repository has the digest.
     */
    @Override
    public void finish(RepositoryName repository, UploadId id, Digest digest, Chunk last) {
        policy.requireWritable();
        UploadName name = new UploadName(repository, id);
        try {
            StoreCall.perform(() -> finish(name, digest, last));
        } catch (RegistryException e) {
            boolean isGone = e.code() == ErrorCode.BLOB_UPLOAD_UNKNOWN;
            if (!isGone || blobs.confirm(repository, digest).isEmpty()) {
                throw e;
            }
        }
    }

    private void finish(UploadName name, Digest digest, Chunk last) throws StoreException {
        try {
            protocol.finish(name, digest, last);
        } catch (StoreException e) {
            throw rows.explained(name, e);
        }
    }

    @Override
    public void cancel(RepositoryName repository, UploadId id) {
        policy.requireWritable();
        StoreCall.perform(() -> cancel(new UploadName(repository, id)));
    }

    /** While another request writes its bytes they are left to it: it finds the session gone and drops them. */
    private void cancel(UploadName name) throws StoreException {
        Optional<UploadMemory.Hold> hold = memory.take(name);
        try {
            StoredUpload ended = uploads.cancel(name.repository(), name.id()).orElseThrow(name::unknown);
            if (hold.isPresent()) {
                objects.forget(ended.upload().key());
            }
        } finally {
            hold.ifPresent(UploadMemory.Hold::close);
        }
    }

    /** With its own session, so that its bytes are found and removed if this process ends here. */
    @Override
    public void push(RepositoryName repository, Digest digest, InputStream content) {
        policy.requireWritable();
        LiveUpload upload = StoreCall.answer(() -> begin(repository, digest.algorithm()));
        try {
            StoreCall.perform(() -> protocol.finish(upload, digest, Chunk.stream(content)));
        } catch (RegistryException e) {
            completion.endAfterFailure(upload);
            throw e;
        }
    }

    @Override
    public boolean mount(RepositoryName repository, Digest digest, MountSource source) {
        policy.requireWritable();
        return StoreCall.answer(() -> mounts.mount(repository, digest, source));
    }

    private LiveUpload begin(RepositoryName repository, DigestAlgorithm algorithm) throws StoreException {
        NewUpload upload = new NewUpload(
                repository,
                names.uploadId(),
                names.storageKey(),
                algorithm,
                policy.now().plus(policy.config().uploadExpiry()));
        uploads.start(upload);
        return LiveUpload.started(upload);
    }

    private UploadSession session(StoredUpload stored) {
        NewUpload upload = stored.upload();
        return new UploadSession(
                upload.repository(), upload.id(), stored.state().size(), objects.minimumChunk());
    }
}
