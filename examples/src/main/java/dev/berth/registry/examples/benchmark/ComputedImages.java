package dev.berth.registry.examples.benchmark;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.spi.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Images that follow from their numbers: a config and layers of its own for each, and layers that all images share.
 * The digests of configs and layers are chosen, and spread evenly, so that their order needs no list; those of
 * manifests are real.
 */
final class ComputedImages {
    private static final int COMMON = 200;
    private static final int SIZE = 100;
    private static final int IMAGE_BITS = 21;
    private static final long IMAGE = (1L << IMAGE_BITS) - 1;
    /** Prime, and larger than any number of blobs. */
    private static final long SCATTER = 1_000_000_007L;

    private final int repositories;
    private final int tags;
    private final int own;
    private final int shared;
    private final long blobs;
    private final long distance;
    /** The first digits of each manifest in order, with the number of its image in place of the last ones. */
    private final long[] manifests;

    /** A blob of the tree. */
    record Blob(String hex, int size) {}

    /** Blobs in the order of their digests; null behind the last. */
    interface Blobs {
        @Nullable
        Blob next();
    }

    /**
     * Computes the digests of all manifests.
     *
     * @param tags the number of images of each repository
     * @param own the number of layers of each image that no other has
     * @param shared the number of layers of each image that others have too
     */
    ComputedImages(int repositories, int tags, int own, int shared) {
        this.repositories = repositories;
        this.tags = tags;
        this.own = own;
        this.shared = shared;
        int images = Math.multiplyExact(repositories, tags);
        if (images > IMAGE) {
            throw new IllegalArgumentException("more than " + IMAGE + " images: " + images);
        }
        this.blobs = COMMON + (long) images * (own + 1);
        this.distance = Long.divideUnsigned(-1L, blobs);
        this.manifests = new long[images];
        for (int image = 0; image < images; image++) {
            manifests[image] = unsigned((prefix(digest(image)) & ~IMAGE) | image);
        }
        Arrays.sort(manifests);
    }

    int repositories() {
        return repositories;
    }

    int images() {
        return manifests.length;
    }

    /** All blobs, manifests too. */
    long blobs() {
        return blobs + manifests.length;
    }

    static String name(int repository) {
        return String.format("group%04d/project%06d", repository / 50, repository);
    }

    /** The digits of the configs and layers of a repository, in order. */
    Set<String> content(int repository) {
        Set<String> content = new TreeSet<>();
        for (int image = repository * tags; image < (repository + 1) * tags; image++) {
            content.addAll(layers(image));
            content.add(hex(config(image)));
        }
        return content;
    }

    /** The digits of the manifests of a repository, in the order of their tags. */
    List<String> manifests(int repository) {
        List<String> manifests = new ArrayList<>();
        for (int image = repository * tags; image < (repository + 1) * tags; image++) {
            manifests.add(digest(image).hex());
        }
        return manifests;
    }

    /** The content of the manifest with these digits. */
    byte[] manifest(String hex) throws StoreException {
        long first = prefix(hex) & ~IMAGE;
        int place = place(manifests, unsigned(first));
        while (place < manifests.length && (unsigned(manifests[place]) & ~IMAGE) == first) {
            int image = (int) (manifests[place] & IMAGE);
            if (digest(image).hex().equals(hex)) {
                return document(image);
            }
            place++;
        }
        throw new StoreException(StoreException.Kind.PERMANENT, "no manifest " + hex, null);
    }

    /** Blobs that begin with these digits and those behind. */
    Blobs blobsFrom(String hex) {
        long first = prefix(hex);
        return new Merged(
                Math.max(0, Long.divideUnsigned(first, distance) - 1), place(manifests, unsigned(first & ~IMAGE)));
    }

    private final class Merged implements Blobs {
        private long content;
        private int manifest;

        Merged(long content, int manifest) {
            this.content = content;
            this.manifest = manifest;
        }

        @Override
        public @Nullable Blob next() {
            boolean isContent = content < blobs
                    && (manifest == manifests.length || unsigned(content * distance) < manifests[manifest]);
            if (isContent) {
                return new Blob(hex(content++), SIZE);
            }
            if (manifest == manifests.length) {
                return null;
            }
            int image = (int) (manifests[manifest++] & IMAGE);
            return new Blob(digest(image).hex(), document(image).length);
        }
    }

    /** The first place whose value is not below this one. */
    private static int place(long[] sorted, long value) {
        int found = Arrays.binarySearch(sorted, value);
        return found < 0 ? -found - 1 : found;
    }

    /** Orders as the unsigned number does. */
    private static long unsigned(long number) {
        return number ^ Long.MIN_VALUE;
    }

    private static long prefix(Digest digest) {
        return prefix(digest.hex());
    }

    private static long prefix(String hex) {
        return Long.parseUnsignedLong((hex + "0".repeat(16)).substring(0, 16), 16);
    }

    private long config(int image) {
        return scattered(COMMON + (long) image * (own + 1));
    }

    private List<String> layers(int image) {
        List<String> layers = new ArrayList<>();
        for (int layer = 0; layer < shared; layer++) {
            layers.add(hex(scattered((image * 7L + layer * 31L) % COMMON)));
        }
        for (int layer = 1; layer <= own; layer++) {
            layers.add(hex(scattered(COMMON + (long) image * (own + 1) + layer)));
        }
        return layers;
    }

    private long scattered(long number) {
        return number * (SCATTER % blobs) % blobs;
    }

    /** The digits of the content at this place in the order of digests. */
    private String hex(long place) {
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(place * distance) + "0".repeat(32) + digits.toHexDigits(place);
    }

    private Digest digest(int image) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(document(image)));
    }

    private byte[] document(int image) {
        StringBuilder layers = new StringBuilder();
        for (String layer : layers(image)) {
            layers.append(layers.length() == 0 ? "" : ",")
                    .append("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:")
                    .append(layer)
                    .append("\",\"size\":" + SIZE + "}");
        }
        String document =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"layers\":["
                        + layers
                        + "],\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:"
                        + hex(config(image)) + "\",\"size\":" + SIZE + "}}";
        return document.getBytes(StandardCharsets.US_ASCII);
    }
}
