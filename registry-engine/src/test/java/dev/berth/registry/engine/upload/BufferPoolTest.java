package dev.berth.registry.engine.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Chunk;
import dev.berth.registry.Registry;
import dev.berth.registry.contract.Race;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.EngineTestBed;
import dev.berth.registry.model.UploadId;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Memory does not grow with what is uploaded. */
class BufferPoolTest {

    @Test
    void lendsLargeBuffersWhileThereAreAny() {
        BufferPool pool = new BufferPool(2);
        byte[] first = pool.take();
        byte[] second = pool.take();
        byte[] third = pool.take();

        assertThat(List.of(first, second)).extracting(buffer -> buffer.length).containsOnly(BufferPool.LARGE);
        assertThat(third).hasSize(BufferPool.SMALL);
        pool.giveBack(second);
        pool.giveBack(third);
        assertThat(pool.take()).isSameAs(second);
        assertThat(pool.take()).hasSize(BufferPool.SMALL);
    }

    @Test
    void sixtyFourUploadsAtOnceShareTheBuffers() throws Exception {
        int uploads = 64;
        int large = 8;
        EngineTestBed bed = new EngineTestBed();
        Registry registry = bed.node(EngineConfig.builder().uploadBuffers(large).build());
        CyclicBarrier allAreReading = new CyclicBarrier(uploads);

        List<Integer> askedFor = Race.of(uploads, () -> {
            UploadId id = EngineTestBed.start(registry).id();
            Zeros body = new Zeros(300_000, allAreReading);
            registry.uploads().append(EngineTestBed.REPOSITORY, id, Chunk.stream(body));
            assertThat(registry.uploads().status(EngineTestBed.REPOSITORY, id).offset())
                    .isEqualTo(300_000);
            return body.askedFor;
        });

        assertThat(askedFor).filteredOn(length -> length > BufferPool.SMALL).hasSize(large);
    }

    /** A body that waits, in its first read, for all the others, and remembers how much it was asked for. */
    private static final class Zeros extends InputStream {
        private final CyclicBarrier start;
        private int left;
        private int askedFor;

        Zeros(int length, CyclicBarrier start) {
            this.start = start;
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (askedFor == 0) {
                askedFor = length;
                await();
            }
            int read = Math.min(left, length);
            left -= read;
            return read == 0 ? -1 : read;
        }

        private void await() {
            try {
                start.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
