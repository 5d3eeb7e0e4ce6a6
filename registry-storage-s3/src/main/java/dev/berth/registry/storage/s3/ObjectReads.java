package dev.berth.registry.storage.s3;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads committed objects. */
final class ObjectReads {
    private final S3Calls calls;
    private final ObjectNames names;

    ObjectReads(S3Calls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    OptionalLong size(StorageKey key) throws StoreException {
        return calls.head(names.of(key))
                .map(head -> OptionalLong.of(head.contentLength()))
                .orElse(OptionalLong.empty());
    }

    BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        if (range.length() == 0) {
            return nothing(key, range);
        }
        String name = names.of(key);
        ResponseInputStream<GetObjectResponse> stream =
                calls.get(name, range).orElseThrow(() -> calls.failures().permanent(name, "does not exist"));
        // A range that ends too late is cut short, not refused (RFC 9110, section 14.1.2).
        if (stream.response().contentLength() < range.length()) {
            stream.abort();
            throw tooShort(name, range);
        }
        return new BlobContent(new ObjectChannel(calls, name, range, stream), range.length());
    }

    private BlobContent nothing(StorageKey key, ByteRange range) throws StoreException {
        String name = names.of(key);
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
