package dev.berth.registry.storage.s3;

import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The multipart upload of one unfinished object, begun with its first part. */
final class UploadParts {
    /** Who goes on with an upload leaves out some numbers, as long as there are plenty. */
    private static final int GAP = 16;

    private static final int PLENTY = 4_000;

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
        this.next = firstNumber(bucket);
    }

    /**
     * A node that does not know that it was given up may still write parts of this upload. By other numbers than ours
     * they do no harm; by the same, the upload cannot be completed.
     */
    private int firstNumber(S3StoreContext bucket) {
        if (sent.isEmpty()) {
            return 1;
        }
        int last = sent.get(sent.size() - 1).number();
        return last + 1 + (last < PLENTY ? bucket.random().nextInt(GAP) : 0);
    }

    Optional<WriterToken.Upload> upload() {
        return upload;
    }

    List<WriterToken.Part> sent() {
        return sent;
    }

    /** How long the next part should be. */
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
