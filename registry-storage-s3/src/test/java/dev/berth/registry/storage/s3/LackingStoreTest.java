package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Deleting and numbering on stores that do less than S3 does. */
class LackingStoreTest {
    private final Trial trial = new Trial();

    @AfterEach
    void close() {
        trial.close();
    }

    @ParameterizedTest
    @CsvSource({"404, NoSuchUpload", "501, NotImplemented", "403, AccessDenied", "405, MethodNotAllowed"})
    void deletesWhereUploadsCannotBeListed(int status, String code) throws Exception {
        S3BlobStore store = store(status, code, LackingHttp::listsUploads);
        StorageKey key = stored(store);

        assertThat(store.delete(List.of(key))).isEmpty();

        assertThat(trial.names()).isEmpty();
    }

    @Test
    void deletesWhereMarkersMustHaveThePrefix() throws Exception {
        S3BlobStore store = store(501, "NotImplemented", LackingHttp::beginsElsewhere);
        StorageKey begun = begun(store);

        assertThat(store.delete(List.of(begun))).isEmpty();
        assertThat(store.delete(List.of(begun(store), begun(store), stored(store))))
                .isEmpty();

        assertThat(trial.names()).isEmpty();
        assertThat(trial.uploads()).isEmpty();
    }

    @Test
    void deletesAndTriesAgainWhereUploadsCannotBeListedJustNow() throws Exception {
        S3BlobStore store = store(503, "ServiceUnavailable", LackingHttp::listsUploads);
        StorageKey key = stored(store);

        Map<StorageKey, StoreException> left = store.delete(List.of(key));

        assertThat(left).containsOnlyKeys(key);
        assertThat(left.values()).extracting(StoreException::kind).containsExactly(Kind.TRANSIENT);
        assertThat(trial.names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, NoSuchUpload", "501, NotImplemented"})
    void findsNothingAbandonedWhereUploadsCannotBeListed(int status, String code) throws Exception {
        S3BlobStore store = store(status, code, LackingHttp::listsUploads);

        assertThat(store.removeAbandoned(Instant.now(), keys -> Set.of())).isZero();
    }

    @Test
    void numbersPartsWithoutGaps() throws Exception {
        S3BlobStore store = trial.store();
        StorageKey key = trial.key();
        WriterState state = WriterState.NOTHING;
        for (int i = 0; i < 5; i++) {
            try (BlobWriter writer = store.resume(key, state)) {
                writer.write(ByteBuffer.wrap(trial.bytes((int) PartSizes.LEAST)));
                state = writer.checkpoint();
            }
        }

        assertThat(WriterToken.parse(state.token(), key).orElseThrow().parts())
                .extracting(WriterToken.Part::number)
                .isEqualTo(IntStream.rangeClosed(1, 5).boxed().toList());
    }

    private S3BlobStore store(int status, String code, Predicate<SdkHttpRequest> refused) {
        return trial.store(
                FaultyHttp.none(new LackingHttp(trial.http(), status, code, refused)),
                trial.config().maxRetries(1).build());
    }

    private StorageKey stored(S3BlobStore store) throws StoreException {
        StorageKey key = trial.key();
        try (BlobWriter writer = store.writer(key)) {
            writer.commit();
        }
        return key;
    }

    /** With a part and a tail. */
    private StorageKey begun(S3BlobStore store) throws StoreException {
        StorageKey key = trial.key();
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(trial.bytes((int) PartSizes.LEAST)));
            writer.checkpoint();
            writer.write(ByteBuffer.wrap(trial.bytes(10)));
            writer.checkpoint();
        }
        return key;
    }
}
