package dev.berth.registry.specification;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of blobs (RFC 9110, section 14). */
abstract class BlobReadClaims extends Claims {
    private static final int SIZE = 2048;
    private Content blob = Content.sha256(new byte[0]);

    @BeforeEach
    void pushTheBlob() throws Exception {
        blob = content("sha512", SIZE);
        repository.push(blob);
    }

    @ParameterizedTest
    @CsvSource({"500-1499, 500, 1499", "500-, 500, 2047", "-500, 1548, 2047", "2000-5000, 2000, 2047", "0-0, 0, 0"})
    void answersAPart(String range, int first, int last) throws Exception {
        byte[] part = blob.part(first, last);

        wire.get(address(), "Range", "bytes=" + range)
                .is(206)
                .has("Content-Range", "bytes %d-%d/%d".formatted(first, last, SIZE))
                .has("Content-Length", part.length)
                .hasBody(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5000-10000", "2048-", "500-0"})
    void refusesAPartThatDoesNotExist(String range) throws Exception {
        wire.get(address(), "Range", "bytes=" + range).is(416);
    }

    @Test
    void isNotEncodedForAClientThatWouldTakeIt() throws Exception {
        wire.get(address(), "Accept-Encoding", "gzip").is(200).carries(blob);
    }

    @Test
    void belongsToOneRepositoryOnly() throws Exception {
        Repository other = wire.repository();

        other.lacksBlob(blob.digest());
        wire.get(other.blob(blob.digest())).refuses(404, "BLOB_UNKNOWN");
    }

    private URI address() {
        return repository.blob(blob.digest());
    }
}
