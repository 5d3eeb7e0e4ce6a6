package com.example.encrypted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.storage.BlobStoreContract;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedBlobStoreTest extends BlobStoreContract {
    private static final byte[] SECRET = new byte[32];

    @TempDir
    Path folder;

    private final List<BlobStore> opened = new ArrayList<>();

    @Override
    protected BlobStore open() throws Exception {
        BlobStore store = new EncryptedBlobStore(FileBlobStore.open(folder), SECRET);
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(BlobStore::close);
    }

    @Test
    void filesDoNotHaveTheBytesOfAnObject() throws Exception {
        String text = "a layer with a secret";
        try (BlobWriter writer = open().writer(new StorageKey("0123456789abcdef"))) {
            writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            writer.commit();
        }

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(text);
            }
        }
    }
}
