package dev.berth.registry.storage.s3;

import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The multipart upload of one unfinished object, begun with its first part. Parts are numbered without gaps, which some
 * stores insist on.
 */
final class UploadParts {
    private final S3StoreContext bucket;
    private final String name;
    private final List<WriterToken.Part> sent;
    private Optional<WriterToken.Upload> upload;
    private int next;

    UploadParts(S3StoreContext bucket, String name, WriterToken token) {
        this.bucket = bucket;
        this.name = name;
        this.upload = token.upload();
        this.sent = new ArrayList<>(token.parts());
        this.next = sent.isEmpty() ? 1 : sent.get(sent.size() - 1).number() + 1;
    }

    Optional<WriterToken.Upload> upload() {
        return upload;
    }

    List<WriterToken.Part> sent() {
        return sent;
    }

    /** The length of the next part. */
    long nextLength() {
        return bucket.sizes().of(next);
    }

    void send(Payload payload) throws StoreException {
        if (next > PartSizes.MAX_PARTS) {
            throw bucket.calls().failures().permanent(name, "has too many parts; send larger chunks");
        }
        WriterToken.Upload begun = upload.isPresent() ? upload.get() : begin();
        upload = Optional.of(begun);
        sent.add(bucket.calls().part(name, begun.id(), next, payload));
        next++;
    }

    private WriterToken.Upload begin() throws StoreException {
        String mark = bucket.newId();
        return new WriterToken.Upload(bucket.calls().create(name, mark), mark);
    }

    void complete() throws StoreException {
        bucket.calls().complete(name, upload.orElseThrow(), sent);
    }

    void abort() throws StoreException {
        if (upload.isPresent()) {
            bucket.calls().abort(name, upload.get().id());
        }
    }
}
