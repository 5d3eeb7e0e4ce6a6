package dev.berth.registry.storage.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BlobWriteSession;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32C;

/** Sends one long component, chunk by chunk. Who lets go of it without finishing it leaves no object. */
final class ComponentUpload {
    private static final long SECONDS_FOR_RESULT = 60;

    private final GcsCalls calls;
    private final String name;
    private final BlobWriteSession session;
    private final WritableByteChannel channel;
    private final CRC32C crc = new CRC32C();

    private ComponentUpload(GcsCalls calls, String name, BlobWriteSession session, WritableByteChannel channel) {
        this.calls = calls;
        this.name = name;
        this.session = session;
        this.channel = channel;
    }

    static ComponentUpload begin(GcsCalls calls, String name, String mark) throws StoreException {
        BlobWriteSession session = calls.upload(name, mark);
        try {
            return new ComponentUpload(calls, name, session, session.open());
        } catch (IOException | BaseServiceException e) {
            throw calls.failedUpload(name, e);
        }
    }

    void write(ByteBuffer bytes) throws StoreException {
        crc.update(bytes.duplicate());
        try {
            while (bytes.hasRemaining()) {
                calls.limited(() -> channel.write(bytes));
            }
        } catch (IOException | BaseServiceException e) {
            throw calls.failedUpload(name, e);
        }
    }

    /** Makes the component; says its generation. */
    long finish() throws StoreException {
        try {
            calls.limited(this::close);
            BlobInfo made = session.getResult().get(SECONDS_FOR_RESULT, TimeUnit.SECONDS);
            demandWhole(made);
            return made.getGeneration();
        } catch (IOException | BaseServiceException | ExecutionException | TimeoutException e) {
            throw calls.failedUpload(name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw calls.failedUpload(name, e);
        }
    }

    /** The call is made here; the result is only picked up. */
    private ComponentUpload close() throws IOException {
        channel.close();
        return this;
    }

    private void demandWhole(BlobInfo made) throws StoreException {
        byte[] sum =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        String stored = made.getCrc32c();
        if (stored != null && !stored.equals(Base64.getEncoder().encodeToString(sum))) {
            throw calls.failures().damaged(name);
        }
    }
}
