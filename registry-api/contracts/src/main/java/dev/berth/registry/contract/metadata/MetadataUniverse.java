package dev.berth.registry.contract.metadata;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The content of random steps, small enough for frequent conflicts: images that share layers, an index, an index of an
 * index, and referrers of them.
 */
public final class MetadataUniverse {
    static final String SIGNATURE = "application/vnd.example.signature";
    private static final int IMAGES = 4;

    public final List<RepositoryName> repositories =
            Stream.of("a/one", "a-one", "b").map(RepositoryName::new).toList();
    final List<Tag> tags =
            Stream.of("latest", "Latest", "v1", "v1.0").map(Tag::new).toList();
    public final List<Digest> blobs =
            IntStream.range(0, 8).mapToObj(MetadataUniverse::blob).toList();
    private final List<byte[]> contents =
            IntStream.range(0, 10).mapToObj(i -> new byte[] {(byte) i, 'm'}).toList();
    public final List<Digest> manifests =
            IntStream.range(0, 10).mapToObj(i -> draft(i).digest()).toList();

    /** A fresh draft of manifest {@code i}: the same bytes, the same references. */
    ManifestDraft draft(int i) {
        ManifestDraft draft = new ManifestDraft(contents.get(i));
        if (i < IMAGES) {
            return draft.needing(blobs.get(i), blobs.get(i + 1), blobs.get(i + 2));
        }
        return switch (i) {
            case 4 -> draft.listing(digest(0), digest(1));
            case 5 -> draft.listing(digest(4), digest(2), blobs.get(7));
            case 6 -> draft.needing(blobs.get(0)).about(digest(0)).ofType(SIGNATURE);
            case 7 -> draft.needing(blobs.get(0)).about(digest(0)).ofType("application/vnd.example.sbom");
            case 8 -> draft.about(digest(4)).ofType(SIGNATURE).by(DigestAlgorithm.SHA512);
            default -> draft;
        };
    }

    /** Everything a manifest may have for a subject, and something nothing has. */
    List<Digest> subjects() {
        List<Digest> subjects = new ArrayList<>(manifests);
        subjects.add(blob(99));
        return subjects;
    }

    static long sizeOf(Digest blob) {
        return 1 + Math.abs((long) blob.hashCode());
    }

    private Digest digest(int i) {
        return draft(i).digest();
    }

    private static Digest blob(int i) {
        return Digest.compute(
                i % 2 == 0 ? DigestAlgorithm.SHA256 : DigestAlgorithm.SHA512,
                ByteBuffer.wrap(new byte[] {(byte) i, 'b'}));
    }
}
