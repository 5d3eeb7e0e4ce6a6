package dev.berth.registry.http.distribution;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.MemoryBudget;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.model.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads a request body into memory, up to a limit. */
final class BoundedBody {
    /** Of most manifests. */
    private static final int USUAL = 16 * 1024;

    private final MemoryBudget.Share memory;
    private final int most;
    private byte[] buffer;
    private int filled;

    private BoundedBody(MemoryBudget.Share memory, int most, int first) {
        this.memory = memory;
        this.most = most;
        memory.reserve(first);
        buffer = new byte[first];
    }

    /**
     * Reads no more than one byte beyond {@code most}, and nothing when the client announces more. Memory is taken as
     * bytes arrive: one that only announces them holds little.
     */
    static ByteBuffer read(HttpRequest request, int most, MemoryBudget.Share memory) {
        long announced = request.contentLength().orElse(USUAL);
        if (announced > most) {
            throw tooLarge(most);
        }
        return new BoundedBody(memory, most, (int) Math.min(announced, USUAL) + 1).read(request.body());
    }

    private ByteBuffer read(InputStream body) {
        try {
            int read = body.read(buffer, filled, buffer.length - filled);
            while (read >= 0) {
                filled += read;
                if (filled > most) {
                    throw tooLarge(most);
                }
                growIfFull();
                read = body.read(buffer, filled, buffer.length - filled);
            }
            Deadline.current().renew(); // the time that a client takes is not the registry's
            return ByteBuffer.wrap(buffer, 0, filled).slice();
        } catch (IOException e) {
            throw Refusal.because(ErrorCode.MANIFEST_INVALID, "the request broke off");
        }
    }

    private void growIfFull() {
        if (filled == buffer.length) {
            int larger = (int) Math.min(most + 1L, 2L * buffer.length);
            memory.reserve(larger - buffer.length);
            buffer = Arrays.copyOf(buffer, larger);
        }
    }

    private static Refusal tooLarge(int most) {
        return Refusal.because(ErrorCode.SIZE_INVALID, "a manifest has at most " + most + " bytes");
    }
}
