package dev.berth.registry.storage.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.ReadChannel;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.OptionalLong;

/** Reads committed objects. */
final class ObjectReads {
    /** The number of bytes read to check that the object exists; of a shorter range, all. */
    private static final int LOOK = 16 * 1024;

    private final GcsCalls calls;
    private final ObjectNames names;

    ObjectReads(GcsCalls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    OptionalLong size(StorageKey key) throws StoreException {
        return calls.get(names.of(key))
                .map(blob -> OptionalLong.of(blob.getSize()))
                .orElse(OptionalLong.empty());
    }

    BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        String name = names.of(key);
        if (range.length() == 0) {
            return nothing(key, name, range);
        }
        ReadChannel reader = calls.reader(name);
        boolean given = false;
        try {
            reader.seek(range.offset());
            reader.limit(range.end());
            ByteBuffer first = calls.callLimit().of(() -> first(reader, name, range));
            given = true;
            return new BlobContent(new ContentChannel(reader, name, range, first), range.length());
        } catch (IOException | BaseServiceException e) {
            if (GcsFailures.isBeyondEnd(e)) {
                throw tooShort(name, range);
            }
            throw calls.failures().of("read", name, "storage.objects.get", e);
        } finally {
            if (!given) {
                reader.close();
            }
        }
    }

    private ByteBuffer first(ReadChannel reader, String name, ByteRange range) throws IOException, StoreException {
        ByteBuffer first = ByteBuffer.allocate((int) Math.min(LOOK, range.length()));
        while (first.hasRemaining()) {
            if (reader.read(first) < 0) {
                throw tooShort(name, range);
            }
        }
        return first.flip();
    }

    private BlobContent nothing(StorageKey key, String name, ByteRange range) throws StoreException {
        long size = size(key).orElseThrow(() -> calls.failures().permanent(name, "does not exist"));
        if (size < range.end()) {
            throw tooShort(name, range);
        }
        return new BlobContent(Channels.newChannel(new ByteArrayInputStream(new byte[0])), 0);
    }

    private StoreException tooShort(String name, ByteRange range) {
        return calls.failures().permanent(name, "is shorter than " + range.end());
    }
}
