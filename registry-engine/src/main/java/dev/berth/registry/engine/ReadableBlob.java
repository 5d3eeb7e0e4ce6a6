package dev.berth.registry.engine;

import dev.berth.registry.Blob;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.PresignedUrlOptions;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.engine.upload.LostBlobs;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.PresignedReads;
import java.net.URI;
import java.util.Optional;

/** A blob and where its row and its bytes are; the store's channel is handed on untouched. */
record ReadableBlob(RepositoryName repository, StoredBlob stored, BlobLinkStore links, BlobStore store, LostBlobs lost)
        implements Blob {

    @Override
    public Digest digest() {
        return stored.digest();
    }

    @Override
    public long size() {
        return stored.size();
    }

    @Override
    public BlobContent open(ByteRange range) {
        if (range.end() > stored.size()) {
            throw new RegistryException(
                    ErrorCode.RANGE_INVALID, "blob " + digest() + " has " + size() + " bytes, not " + range.end());
        }
        return StoreCall.answer(() -> openStored(range));
    }

    private BlobContent openStored(ByteRange range) throws StoreException {
        try {
            return store.open(stored.key(), range);
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT) {
                throw e;
            }
            return openAgain(range, e);
        }
    }

    /** Between finding the row and opening the object the blob may have been collected, and pushed again since. */
    private BlobContent openAgain(ByteRange range, StoreException failure) throws StoreException {
        StoredBlob now = links.find(repository, digest())
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.BLOB_UNKNOWN, "repository " + repository + " has no blob " + digest() + " any more"));
        if (now.key().equals(stored.key())) {
            lost.look(stored);
            throw failure;
        }
        return store.open(now.key(), range);
    }

    @Override
    public Optional<URI> link(PresignedUrlOptions terms) {
        PresignedReads.Terms reading = new PresignedReads.Terms(
                PresignedReads.Method.GET,
                terms.lifetime(),
                Optional.of(terms.contentType()),
                Optional.of(terms.contentDisposition()));
        return store.capabilities()
                .presignedReads()
                .map(links -> StoreCall.answer(() -> links.link(stored.key(), reading)));
    }

    /** Without the storage key, which is not for clients and logs of a host. */
    @Override
    public String toString() {
        return "Blob[" + repository + "@" + digest() + ", " + size() + " bytes]";
    }
}
