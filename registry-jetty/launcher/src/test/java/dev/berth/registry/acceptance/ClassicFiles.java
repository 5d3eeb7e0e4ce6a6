package dev.berth.registry.acceptance;

import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of an old registry, written in its order: content, links, then the tag. */
final class ClassicFiles {
    private static final String ROOT = "docker/registry/v2/";
    private static final int MAX_FILES = 1_000;

    private final BlobStore storage;

    ClassicFiles(BlobStore storage) {
        this.storage = storage;
    }

    void push(String repository, String tag, Image image) throws StoreException {
        for (Content blob : image.blobs()) {
            content(blob);
            link(repository, "_layers/" + path(blob), blob);
        }
        content(image.manifest());
        link(repository, "_manifests/revisions/" + path(image.manifest()), image.manifest());
        link(repository, "_manifests/tags/" + tag + "/index/" + path(image.manifest()), image.manifest());
        link(repository, "_manifests/tags/" + tag + "/current", image.manifest());
    }

    void untag(String repository, String tag) throws StoreException {
        String folder = ROOT + "repositories/" + repository + "/_manifests/tags/" + tag + "/";
        List<StorageKey> files = storage.list(folder, PageRequest.first(MAX_FILES)).items().stream()
                .map(StoredObject::key)
                .toList();
        storage.delete(files);
    }

    /** Content is the same whenever it is written. */
    private void content(Content content) throws StoreException {
        String hex = hex(content);
        StorageKey key = new StorageKey(ROOT + "blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data");
        if (storage.size(key).isEmpty()) {
            write(key, content.bytes());
        }
    }

    private void link(String repository, String folder, Content content) throws StoreException {
        StorageKey key = new StorageKey(ROOT + "repositories/" + repository + "/" + folder + "/link");
        storage.delete(List.of(key));
        write(key, content.digest().getBytes(StandardCharsets.US_ASCII));
    }

    private void write(StorageKey key, byte[] bytes) throws StoreException {
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(ByteBuffer.wrap(bytes));
            writer.commit();
        }
    }

    private static String path(Content content) {
        return "sha256/" + hex(content);
    }

    private static String hex(Content content) {
        return content.digest().substring("sha256:".length());
    }
}
