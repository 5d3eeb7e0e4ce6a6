package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import org.junit.jupiter.api.Test;

class ReadableBlobTest {

    @Test
    void isShownWithoutItsStorageKey() throws Exception {
        EngineTestBed bed = new EngineTestBed();
        RegistryEngine node = bed.node();
        Digest digest = EngineTestBed.push(node, REPOSITORY, bed.generated.bytes(10));
        String key = bed.metadata
                .blobLinks()
                .find(REPOSITORY, digest)
                .orElseThrow()
                .key()
                .value();

        assertThat(node.blobs().find(REPOSITORY, digest).orElseThrow().toString())
                .contains(digest.toString(), REPOSITORY.toString())
                .doesNotContain(key);
    }
}
