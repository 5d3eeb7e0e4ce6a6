package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.BlobContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A server copies each write into direct memory, which the JDK keeps in that size with the thread. */
class HttpBodyTest {
    private static final int AT_ONCE = 64 * 1024;

    private final byte[] content = new byte[1_000_003];

    HttpBodyTest() {
        new Random(1).nextBytes(content);
    }

    @Test
    void bytesAreWrittenInSlices() throws IOException {
        ByteBuffer within = ByteBuffer.wrap(content, 3, 1_000_000);
        HttpBody body = new HttpBody.Bytes(within);
        for (int i = 0; i < 2; i++) {
            assertWritten(body, Arrays.copyOfRange(content, 3, content.length));
        }
        assertWritten(new HttpBody.Bytes(ByteBuffer.allocate(0)), new byte[0]);
    }

    @Test
    void aBlobIsWrittenInSlices() throws IOException {
        assertWritten(
                new HttpBody.Stream(
                        new BlobContent(Channels.newChannel(new ByteArrayInputStream(content)), content.length)),
                content);
    }

    private static void assertWritten(HttpBody body, byte[] expected) throws IOException {
        Written written = new Written();
        body.writeTo(written);
        assertThat(written.toByteArray()).isEqualTo(expected);
        assertThat(written.largest).isLessThanOrEqualTo(AT_ONCE);
    }

    private static final class Written extends ByteArrayOutputStream {
        private int largest;

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            largest = Math.max(largest, length);
            super.write(bytes, from, length);
        }
    }
}
