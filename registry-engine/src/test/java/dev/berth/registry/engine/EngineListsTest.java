package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.OTHER;
import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.assertRefused;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.image;
import static dev.berth.registry.engine.EngineTestBed.push;
import static dev.berth.registry.engine.EngineTestBed.put;
import static dev.berth.registry.engine.EngineTestBed.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Blob;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.MountSource;
import dev.berth.registry.Registry;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The catalog, tags, blobs and mounts. */
class EngineListsTest {
    private final EngineTestBed bed = new EngineTestBed();
    private final Registry registry = bed.node();
    private final byte[] content = bed.generated.bytes(1_000);
    private final Digest digest = digest(content);

    @Test
    void fillsPagesWithWhatTheCallerMaySee() {
        for (int i = 0; i < 3_000; i++) {
            push(registry, new RepositoryName("r/%04d".formatted(i)), content);
        }
        Predicate<RepositoryName> everyHundredth = name -> name.value().endsWith("00");

        for (int limit : new int[] {1, 7, 15, 30, 31}) {
            List<RepositoryName> seen = new ArrayList<>();
            Page<RepositoryName> page = registry.catalog().list(PageRequest.first(limit), everyHundredth);
            while (page.more()) {
                assertThat(page.items()).hasSize(limit);
                seen.addAll(page.items());
                page = registry.catalog()
                        .list(PageRequest.after(seen.get(seen.size() - 1).value(), limit), everyHundredth);
            }
            seen.addAll(page.items());
            assertThat(seen).hasSize(30).isSorted();
        }
        assertThat(registry.catalog().list(PageRequest.first(10), name -> false))
                .isEqualTo(new Page<>(List.of(), false));
        assertThat(registry.catalog().list(PageRequest.first(0), name -> true).more())
                .isFalse();
        assertThat(registry.catalog()
                        .list(PageRequest.first(Integer.MAX_VALUE), name -> true)
                        .items())
                .hasSize(3_000);
    }

    @Test
    void listsAndRemovesTags() {
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.tags().list(REPOSITORY, PageRequest.first(1)));
        push(registry, REPOSITORY, content);
        assertThat(registry.tags().list(REPOSITORY, PageRequest.first(1)).items())
                .isEmpty();
        String image = image(registry, REPOSITORY, content);
        for (String tag : List.of("b", "B", "a", "_")) {
            put(registry, REPOSITORY, new Tag(tag), image);
        }

        assertThat(registry.tags().list(REPOSITORY, PageRequest.first(10)).items())
                .extracting(Tag::value)
                .containsExactly("B", "_", "a", "b");
        assertThat(registry.tags().list(REPOSITORY, PageRequest.first(0)).more())
                .isFalse();
        registry.tags().delete(REPOSITORY, new Tag("b"));
        assertRefused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.tags().delete(REPOSITORY, new Tag("b")));
        assertThat(registry.manifests().find(REPOSITORY, new Tag("a"))).isPresent();
    }

    @Test
    void readsPartsOfBlobs() {
        push(registry, REPOSITORY, content);

        assertThat(registry.blobs().find(OTHER, digest)).isEmpty();
        assertThat(registry.blobs().confirm(OTHER, digest)).isEmpty();
        Blob blob = registry.blobs().find(REPOSITORY, digest).orElseThrow();
        assertThat(blob.size()).isEqualTo(content.length);
        assertRefused(ErrorCode.RANGE_INVALID, () -> blob.open(new ByteRange(1, content.length)));
    }

    @Test
    void touchesWhatIsConfirmedSeldomAndInTime() throws Exception {
        push(registry, REPOSITORY, content);
        BlobLinkStore links = bed.metadata.blobLinks();
        Instant stored = links.find(REPOSITORY, digest).orElseThrow().touched();

        bed.clock.advance(Duration.ofMinutes(59));
        registry.blobs().confirm(REPOSITORY, digest);
        assertThat(links.find(REPOSITORY, digest).orElseThrow().touched()).isEqualTo(stored);
        bed.clock.advance(Duration.ofMinutes(2));
        registry.blobs().find(REPOSITORY, digest);
        assertThat(links.find(REPOSITORY, digest).orElseThrow().touched()).isEqualTo(stored);
        registry.blobs().confirm(REPOSITORY, digest);
        assertThat(links.find(REPOSITORY, digest).orElseThrow().touched()).isEqualTo(bed.clock.instant());
    }

    @Test
    void removesBlobsThatNoManifestNeeds() {
        push(registry, REPOSITORY, content);
        push(registry, OTHER, content);

        registry.blobs().delete(REPOSITORY, digest);

        assertThat(registry.blobs().find(REPOSITORY, digest)).isEmpty();
        assertThat(registry.blobs().find(OTHER, digest)).isPresent();
        assertRefused(ErrorCode.BLOB_UNKNOWN, () -> registry.blobs().delete(REPOSITORY, digest));
        put(registry, OTHER, new Tag("a"), image(registry, OTHER, content));
        assertRefused(ErrorCode.UNSUPPORTED, () -> registry.blobs().delete(OTHER, digest));
    }

    @Test
    void mountsFromARepositoryThatHasIt() throws Exception {
        push(registry, OTHER, content);

        assertThat(mount(new MountSource.From(REPOSITORY))).isFalse();
        assertThat(mount(new MountSource.Anywhere(name -> false))).isFalse();
        assertThat(registry.blobs().find(REPOSITORY, digest)).isEmpty();
        assertThat(mount(new MountSource.From(OTHER))).isTrue();
        assertThat(read(registry, REPOSITORY, digest)).isEqualTo(content);
        assertThat(mount(new MountSource.From(OTHER))).isTrue();
    }

    @Test
    void mountsFromAnywhereTheCallerMayRead() throws Exception {
        for (int i = 0; i < 250; i++) {
            push(registry, new RepositoryName("r/%04d".formatted(i)), content);
        }

        assertThat(mount(new MountSource.Anywhere(name -> name.value().equals("r/0249"))))
                .isTrue();
        assertThat(read(registry, REPOSITORY, digest)).isEqualTo(content);
    }

    private boolean mount(MountSource source) {
        return registry.uploads().mount(REPOSITORY, digest, source);
    }
}
