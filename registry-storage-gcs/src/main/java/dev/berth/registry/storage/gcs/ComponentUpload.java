package dev.berth.registry.storage.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.WriteChannel;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends one long component, chunk by chunk, with the checksum of all its bytes at the end, which the store verifies.
 * Without its completion there is no object.
 */
final class ComponentUpload {
    private final GcsCalls calls;
    private final String name;
    private final String mark;
    private final WriteChannel channel;

    private ComponentUpload(GcsCalls calls, String name, String mark, WriteChannel channel) {
        this.calls = calls;
        this.name = name;
        this.mark = mark;
        this.channel = channel;
    }

    static ComponentUpload begin(GcsCalls calls, String name, String mark) throws StoreException {
        return new ComponentUpload(calls, name, mark, calls.upload(name, mark));
    }

    void write(ByteBuffer bytes) throws StoreException {
        try {
            while (bytes.hasRemaining()) {
                calls.callLimit().of(() -> channel.write(bytes));
            }
            Deadline.current().renew();
        } catch (IOException | BaseServiceException e) {
            throw calls.failedUpload(name, e);
        }
    }

    /** Makes the component. */
    void finish() throws StoreException {
        try {
            calls.callLimit().of(this::close);
        } catch (IOException | BaseServiceException e) {
            calls.resolve(name, mark, e);
        }
    }

    private ComponentUpload close() throws IOException {
        channel.close();
        return this;
    }
}
