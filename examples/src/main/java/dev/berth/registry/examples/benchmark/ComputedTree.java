package dev.berth.registry.examples.benchmark;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Storage with a registry of the classic layout that is computed: listings and contents follow from numbers, so that a
 * tree of any size takes eight bytes for each image. For reads only; safe for use by several threads.
 */
final class ComputedTree implements BlobStore {
    private static final String ROOT = "docker/registry/v2/";
    private static final String REPOSITORIES = ROOT + "repositories/";
    private static final String BLOBS = ROOT + "blobs/sha256/";
    private static final Instant STORED = Instant.parse("2024-01-01T00:00:00Z");
    private static final int LINK = 71;

    private final ComputedImages images;
    /** The repository that each thread listed last. */
    private final Map<Thread, Listed> last = new ConcurrentHashMap<>();

    /** The keys of a repository. */
    private record Listed(int repository, List<String> keys) {}

    ComputedTree(ComputedImages images) {
        this.images = images;
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) {
        String after = page.last().orElse("");
        List<StoredObject> found = new ArrayList<>();
        if (prefix.startsWith(REPOSITORIES)) {
            addLinks(prefix, after, page.limit() + 1, found);
        } else if (prefix.startsWith(BLOBS)) {
            addBlobs(prefix, after, page.limit() + 1, found);
        }
        return Page.ofFetched(found, page.limit());
    }

    private void addLinks(String prefix, String after, int most, List<StoredObject> found) {
        String from = after.compareTo(prefix) > 0 ? after : prefix;
        for (int repository = first(from); repository < images.repositories(); repository++) {
            for (String key : keys(repository)) {
                if (key.compareTo(after) > 0 && key.startsWith(prefix)) {
                    found.add(new StoredObject(new StorageKey(key), LINK, STORED));
                    if (found.size() == most) {
                        return;
                    }
                } else if (key.compareTo(prefix) > 0 && !key.startsWith(prefix)) {
                    return;
                }
            }
        }
    }

    /** The first repository with keys behind {@code from}. */
    private int first(String from) {
        int low = 0;
        int high = images.repositories();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isBefore = (REPOSITORIES + ComputedImages.name(middle) + "/`").compareTo(from) <= 0;
            low = isBefore ? middle + 1 : low;
            high = isBefore ? high : middle;
        }
        return low;
    }

    private List<String> keys(int repository) {
        Listed listed = last.get(Thread.currentThread());
        if (listed == null || listed.repository() != repository) {
            listed = new Listed(repository, links(repository));
            last.put(Thread.currentThread(), listed);
        }
        return listed.keys();
    }

    private List<String> links(int repository) {
        String folder = REPOSITORIES + ComputedImages.name(repository) + '/';
        List<String> keys = new ArrayList<>();
        images.content(repository).forEach(hex -> keys.add(folder + "_layers/sha256/" + hex + "/link"));
        List<String> manifests = images.manifests(repository);
        manifests.stream().sorted().forEach(hex -> keys.add(folder + "_manifests/revisions/sha256/" + hex + "/link"));
        for (int tag = 0; tag < manifests.size(); tag++) {
            String tags = folder + "_manifests/tags/" + String.format("v%06d", tag);
            keys.add(tags + "/current/link");
            keys.add(tags + "/index/sha256/" + manifests.get(tag) + "/link");
        }
        return keys;
    }

    private void addBlobs(String prefix, String after, int most, List<StoredObject> found) {
        String from = after.compareTo(prefix) > 0 ? after : prefix;
        ComputedImages.Blobs blobs = images.blobsFrom(hex(from));
        while (found.size() < most) {
            ComputedImages.Blob blob = blobs.next();
            String key = blob == null ? prefix : BLOBS + blob.hex().substring(0, 2) + '/' + blob.hex() + "/data";
            if (blob == null || (key.compareTo(prefix) > 0 && !key.startsWith(prefix))) {
                return;
            }
            if (key.compareTo(after) > 0 && key.startsWith(prefix)) {
                found.add(new StoredObject(new StorageKey(key), blob.size(), STORED));
            }
        }
    }

    /** The digits of a key, without those of its folder. */
    private static String hex(String key) {
        String digits = key.length() > BLOBS.length() ? key.substring(BLOBS.length()) : "";
        int slash = digits.indexOf('/');
        String rest = slash < 0 || slash + 1 == digits.length() ? digits.replace("/", "") : digits.substring(slash + 1);
        return rest.substring(0, Math.min(rest.length(), 64)).replaceAll("[^0-9a-f].*", "");
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        byte[] content = images.manifest(hex(key.value()));
        return new BlobContent(
                Channels.newChannel(new ByteArrayInputStream(content, (int) range.offset(), (int) range.length())),
                range.length());
    }

    @Override
    public OptionalLong size(StorageKey key) {
        throw new UnsupportedOperationException("size of " + key);
    }

    @Override
    public BlobWriter writer(StorageKey key) {
        throw new UnsupportedOperationException("write " + key);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) {
        throw new UnsupportedOperationException("write " + key);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) {
        throw new UnsupportedOperationException("delete " + keys);
    }

    @Override
    public StorageCapabilities capabilities() {
        return StorageCapabilities.NONE;
    }

    @Override
    public void check() {}

    @Override
    public void close() {}
}
