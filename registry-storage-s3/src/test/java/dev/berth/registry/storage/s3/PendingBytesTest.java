package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.testing.DirectMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingBytesTest {
    private static final int PIECE = PieceBudget.PIECE;

    @TempDir
    Path directory;

    private final Generated generated = new Generated(Seed.of(getClass()).random());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 100})
    void areAsTheyCameWhereverTheyAre(int piecesInMemory) throws Exception {
        PieceBudget budget = new PieceBudget((long) piecesInMemory * PIECE);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (PendingBytes pending = new PendingBytes(budget, directory)) {
            for (int round = 0; round < 50; round++) {
                byte[] more = generated.bytes(generated.below(2 * PIECE));
                pending.append(ByteBuffer.wrap(more));
                expected.writeBytes(more);
                if (pending.length() > 3L * PIECE) {
                    drop(pending, expected, generated.oneIn(3) ? expected.size() : PIECE);
                }
                assertThat(pending.length()).isEqualTo(expected.size());
                assertThat(read(pending, expected.size())).isEqualTo(expected.toByteArray());
            }
        }
        assertThat(directory).isEmptyDirectory();
        assertThat(free(budget)).isEqualTo(piecesInMemory);
    }

    @Test
    void returnToMemoryWhenThereIsSome() throws Exception {
        PieceBudget budget = new PieceBudget(PIECE);
        try (PendingBytes first = new PendingBytes(budget, directory);
                PendingBytes second = new PendingBytes(budget, directory)) {
            first.append(ByteBuffer.wrap(new byte[1]));
            second.append(ByteBuffer.wrap(new byte[2]));
            assertThat(read(second, 2)).hasSize(2);
            first.drop(1);
            second.drop(2);
            second.append(ByteBuffer.wrap(new byte[3]));

            assertThat(budget.take()).isEmpty();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void holdLittleDirectMemory() throws Exception {
        try (PendingBytes pending = new PendingBytes(new PieceBudget(0), directory)) {
            assertThat(DirectMemory.heldAfter(() -> pending.append(ByteBuffer.allocate(16 << 20))))
                    .isLessThan(1 << 20);
            assertThat(DirectMemory.heldAfter(() -> readAtOnce(pending, 16 << 20)))
                    .isLessThan(1 << 20);
        }
    }

    private static void readAtOnce(PendingBytes pending, int count) throws IOException {
        try (InputStream stream = pending.read(count)) {
            assertThat(stream.readNBytes(new byte[count], 0, count)).isEqualTo(count);
        }
    }

    private static void drop(PendingBytes pending, ByteArrayOutputStream expected, int count) throws IOException {
        pending.drop(count);
        byte[] left = Arrays.copyOfRange(expected.toByteArray(), count, expected.size());
        expected.reset();
        expected.writeBytes(left);
    }

    private static byte[] read(PendingBytes pending, int count) throws IOException {
        try (InputStream stream = pending.read(count)) {
            return stream.readAllBytes();
        }
    }

    private static int free(PieceBudget budget) {
        int free = 0;
        while (budget.take().isPresent()) {
            free++;
        }
        return free;
    }
}
