package dev.berth.registry.engine;

import dev.berth.registry.Blob;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.LinkTerms;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.PresignedReads;
import dev.berth.registry.spi.StoredBlob;
import java.net.URI;
import java.util.Optional;

/** A blob and the store its bytes are in; the store's channel is handed on untouched. */
record ReadableBlob(StoredBlob stored, BlobStore store) implements Blob {

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
        return StoreCall.answer(() -> store.open(stored.key(), range));
    }

    @Override
    public Optional<URI> link(LinkTerms terms) {
        PresignedReads.Terms reading = new PresignedReads.Terms(
                PresignedReads.Method.GET,
                terms.lifetime(),
                Optional.of(terms.contentType()),
                Optional.of(terms.contentDisposition()));
        return store.presignedReads().map(links -> StoreCall.answer(() -> links.link(stored.key(), reading)));
    }
}
