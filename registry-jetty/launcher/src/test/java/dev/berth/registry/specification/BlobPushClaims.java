package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blobs, by every way of pushing them and with every digest algorithm. */
abstract class BlobPushClaims extends Claims {
    private static final int SEVERAL_CHUNKS = 3067;

    @ParameterizedTest
    @MethodSource("algorithmsAndWays")
    void aPushedBlobCanBeReadAndDeleted(String algorithm, Push way) throws Exception {
        Content blob = content(algorithm, SEVERAL_CHUNKS);

        Answer created = way.push(repository, blob, blob.digest()).is(201).has("Docker-Content-Digest", blob.digest());

        wire.get(created.location()).is(200).carries(blob);
        repository.hasBlob(blob);
        repository.losesBlob(blob.digest());
    }

    @ParameterizedTest
    @MethodSource("algorithmsAndWays")
    void aSmallBlobToo(String algorithm, Push way) throws Exception {
        Content blob = content(algorithm, 512);

        way.push(repository, blob, blob.digest()).is(201);

        repository.hasBlob(blob);
    }

    @ParameterizedTest
    @MethodSource("algorithmsAndWays")
    void aWrongDigestLeavesNothing(String algorithm, Push way) throws Exception {
        Content blob = content(algorithm, SEVERAL_CHUNKS);
        String other = content(algorithm, 10).digest();

        way.push(repository, blob, other).refuses(400, "DIGEST_INVALID");

        repository.lacksBlob(other);
        repository.lacksBlob(blob.digest());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void emptyAndTinyBlobsAreBlobs(String algorithm) throws Exception {
        for (Content blob :
                Arrays.asList(Content.of(algorithm, new byte[0]), Content.of(algorithm, new byte[] {'{', '}'}))) {
            repository.push(blob);
            repository.hasBlob(blob);
            repository.losesBlob(blob.digest());
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void whatWasNeverPushedIsNotThere(String algorithm) throws Exception {
        String digest = content(algorithm, 20).digest();

        wire.get(repository.blob(digest)).refuses(404, "BLOB_UNKNOWN");
        wire.head(repository.blob(digest)).is(404).hasBody(new byte[0]);
        wire.delete(repository.blob(digest)).refuses(404, "BLOB_UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void theAlgorithmMayBeAnnouncedAhead(String algorithm) throws Exception {
        Content blob = content(algorithm, SEVERAL_CHUNKS);
        Answer begun = wire.send(
                        "POST", Repository.with(repository.uploads(), "digest-algorithm", algorithm), Wire.nothing())
                .is(202);

        repository.close(begun.location(), blob.digest(), blob.bytes()).is(201);

        repository.hasBlob(blob);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void pushingAgainIsNoError(String algorithm) throws Exception {
        Content blob = content(algorithm, SEVERAL_CHUNKS);

        for (Push way : Push.values()) {
            Answer created = way.push(repository, blob, blob.digest()).is(201);
            assertThat(created.location().getPath()).endsWith("/blobs/" + blob.digest());
        }

        repository.hasBlob(blob);
    }
}
