package dev.berth.registry.storage.gcs;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes components and composes them, or one object if there are few bytes. A component ends where a checkpoint is
 * taken; what follows is another, so that an earlier checkpoint stays good.
 */
final class GcsBlobWriter implements BlobWriter {
    private static final Logger LOG = LoggerFactory.getLogger(GcsBlobWriter.class);

    private final StorageKey key;
    private final GcsStoreContext bucket;
    private final List<String> components;
    private final List<String> outdated = new ArrayList<>();
    private ByteArrayOutputStream few = new ByteArrayOutputStream();
    private Optional<ComponentUpload> upload = Optional.empty();
    private String uploadId = "";
    private long size;
    private boolean ended;

    GcsBlobWriter(StorageKey key, GcsStoreContext bucket, WriterToken token, long size) {
        this.key = key;
        this.bucket = bucket;
        this.components = new ArrayList<>(token.components());
        this.size = size;
        bucket.componentDeletions().add(names(token.outdated()));
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
        size += bytes.remaining();
        if (upload.isEmpty() && few.size() + bytes.remaining() > bucket.few()) {
            begin();
        }
        if (upload.isPresent()) {
            upload.get().write(bytes);
        } else {
            byte[] some = new byte[bytes.remaining()];
            bytes.get(some);
            few.writeBytes(some);
        }
    }

    private void begin() throws StoreException {
        uploadId = bucket.newId();
        ComponentUpload begun = ComponentUpload.begin(bucket.calls(), name(uploadId), uploadId);
        begun.write(ByteBuffer.wrap(few.toByteArray()));
        few = new ByteArrayOutputStream();
        upload = Optional.of(begun);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public WriterState checkpoint() throws StoreException {
        if (size == 0) {
            return WriterState.NOTHING;
        }
        finishComponent();
        if (components.size() >= GcsCalls.MAX_COMPONENTS) {
            joinComponents();
        }
        return new WriterState(size, new WriterToken(components, outdated).format(key));
    }

    @Override
    public void commit() throws StoreException {
        String name = bucket.names().of(key);
        if (components.isEmpty() && upload.isEmpty()) {
            bucket.calls().create(name, few.toByteArray(), bucket.newId());
        } else {
            finishComponent();
            if (components.size() > GcsCalls.MAX_COMPONENTS) {
                joinComponents();
            }
            bucket.calls().compose(name, names(components), bucket.newId());
        }
        ended = true;
        bucket.componentDeletions().add(allNames());
    }

    /** Makes another component of the bytes written since the last one. */
    private void finishComponent() throws StoreException {
        if (upload.isPresent()) {
            ComponentUpload finished = upload.get();
            upload = Optional.empty();
            finished.finish();
            components.add(uploadId);
        } else if (few.size() > 0) {
            String id = bucket.newId();
            bucket.calls().create(name(id), few.toByteArray(), id);
            few.reset();
            components.add(id);
        }
    }

    /** Joins the first components, as many as one call takes, into one. The old ones stay for earlier checkpoints. */
    private void joinComponents() throws StoreException {
        List<String> first = components.subList(0, GcsCalls.MAX_COMPONENTS);
        String id = bucket.newId();
        bucket.calls().compose(name(id), names(first), id);
        outdated.addAll(first);
        first.clear();
        components.add(0, id);
    }

    @Override
    public void discard() {
        if (!ended) {
            ended = true;
            try {
                bucket.calls().delete(allNames());
            } catch (StoreException e) {
                LOG.warn("cannot discard unfinished object {}", key, e);
            }
        }
    }

    /** An upload that was begun and not finished leaves nothing, and is forgotten by the store. */
    @Override
    public void close() {
        upload = Optional.empty();
        bucket.open().remove(key);
    }

    private List<String> allNames() {
        List<String> ids = new ArrayList<>(outdated);
        ids.addAll(components);
        return names(ids);
    }

    private List<String> names(List<String> ids) {
        return ids.stream().map(this::name).toList();
    }

    private String name(String id) {
        return bucket.names().component(key, id);
    }
}
