package dev.berth.registry.specification;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mounting a blob from another repository. */
abstract class BlobMountClaims extends Claims {

    @ParameterizedTest
    @MethodSource("algorithms")
    void mountsFromTheRepositoryNamed(String algorithm) throws Exception {
        Repository source = wire.repository();
        Content blob = content(algorithm, 512);
        source.push(blob);

        Answer created = mount(blob, source).is(201);

        assertMounted(created, blob, source);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void mountsFromAnywhere(String algorithm) throws Exception {
        Repository source = wire.repository();
        Content blob = content(algorithm, 512);
        source.push(blob);

        Answer created = wire.send("POST", target(blob), Wire.nothing()).is(201);

        assertMounted(created, blob, source);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void whatNobodyHasIsPushedInstead(String algorithm) throws Exception {
        Content blob = content(algorithm, 512);

        Answer begun = mount(blob, wire.repository()).is(202);
        repository.close(begun.location(), blob.digest(), blob.bytes()).is(201);

        repository.hasBlob(blob);
    }

    private void assertMounted(Answer created, Content blob, Repository source) throws Exception {
        wire.get(created.location()).is(200).carries(blob);
        repository.hasBlob(blob);
        repository.losesBlob(blob.digest());
        source.hasBlob(blob);
        source.losesBlob(blob.digest());
    }

    private Answer mount(Content blob, Repository source) throws Exception {
        return wire.send("POST", Repository.with(target(blob), "from", source.name()), Wire.nothing());
    }

    private URI target(Content blob) {
        return Repository.with(repository.uploads(), "mount", blob.digest());
    }
}
