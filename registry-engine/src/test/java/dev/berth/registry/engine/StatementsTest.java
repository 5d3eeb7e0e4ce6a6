package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.OTHER;
import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.image;
import static dev.berth.registry.engine.EngineTestBed.push;
import static dev.berth.registry.engine.EngineTestBed.put;
import static dev.berth.registry.engine.EngineTestBed.start;
import static dev.berth.registry.engine.EngineTestBed.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Chunk;
import dev.berth.registry.MountSource;
import dev.berth.registry.Registry;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calls of a request to the metadata store: each is a round trip. */
class StatementsTest {
    private static final Tag LATEST = new Tag("latest");

    private final EngineTestBed bed = new EngineTestBed();
    private final Faults calls = Faults.none();
    private final Registry registry =
            RegistryEngine.builder().clock(bed.clock).build(calls.over(bed.metadata), bed.storage);
    private final byte[] content = bed.generated.bytes(1_000);

    @Test
    void anUploadAsksOncePerRequest() {
        UploadId id = start(registry).id();
        registry.uploads().append(REPOSITORY, id, stream(content));
        registry.uploads().finish(REPOSITORY, id, digest(content), Chunk.empty());

        assertThat(calls.calls()).containsExactly("UploadStore.start", "UploadStore.advance", "UploadStore.finish");
    }

    @Test
    void anUploadInTwoRequestsAsksTwice() {
        UploadId id = start(registry).id();
        registry.uploads().finish(REPOSITORY, id, digest(content), stream(content));
        push(registry, REPOSITORY, bed.generated.bytes(10));

        assertThat(calls.calls())
                .containsExactly("UploadStore.start", "UploadStore.finish", "UploadStore.start", "UploadStore.finish");
    }

    @Test
    void readingAsksOnce() {
        String image = image(registry, REPOSITORY, content);
        Digest manifest = put(registry, REPOSITORY, LATEST, image).digest();
        int before = calls.calls().size();

        registry.manifests().find(REPOSITORY, LATEST);
        registry.manifests().confirm(REPOSITORY, manifest);
        registry.blobs().find(REPOSITORY, digest(content));
        registry.blobs().confirm(REPOSITORY, digest(content));
        registry.tags().list(REPOSITORY, PageRequest.first(10));
        registry.catalog().list(PageRequest.first(10), name -> true);

        assertThat(since(before))
                .containsExactly(
                        "ManifestStore.find",
                        "ManifestStore.find",
                        "ContentReads.blob",
                        "BlobLinkStore.find",
                        "TagStore.list",
                        "RepositoryStore.list");
    }

    @Test
    void writingNamesAsksOnce() {
        String image = image(registry, REPOSITORY, content);
        int before = calls.calls().size();

        put(registry, REPOSITORY, LATEST, image);
        registry.uploads().mount(OTHER, digest(content), new MountSource.From(REPOSITORY));
        registry.tags().delete(REPOSITORY, LATEST);

        assertThat(since(before)).containsExactly("ManifestStore.put", "BlobLinkStore.mount", "TagStore.delete");
    }

    @Test
    void signaturesAreFoundWithoutTheConfigsOfImages() {
        Digest manifest = put(registry, REPOSITORY, LATEST, image(registry, REPOSITORY, content))
                .digest();
        int before = calls.calls().size();

        registry.insights().signed(REPOSITORY, List.of(manifest));
        registry.insights().platforms(REPOSITORY, List.of(manifest));

        assertThat(since(before)).containsExactly("TagListStore.signed", "TagListStore.platformDocuments");
    }

    private List<String> since(int before) {
        return calls.calls().subList(before, calls.calls().size());
    }
}
