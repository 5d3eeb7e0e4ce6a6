package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a request body into memory, up to a limit. */
final class BoundedBody {

    private BoundedBody() {}

    /** Reads no more than one byte beyond {@code most}, and nothing when the client announces more. */
    static ByteBuffer read(HttpRequest request, int most) {
        if (request.contentLength().orElse(0) > most) {
            throw tooLarge(most);
        }
        InputStream body = request.body();
        try {
            byte[] content = body.readNBytes(most + 1);
            if (content.length > most) {
                throw tooLarge(most);
            }
            return ByteBuffer.wrap(content);
        } catch (IOException e) {
            throw Refusal.because(ErrorCode.MANIFEST_INVALID, "the request broke off");
        }
    }

    private static Refusal tooLarge(int most) {
        return Refusal.because(ErrorCode.SIZE_INVALID, "a manifest has at most " + most + " bytes");
    }
}
