package dev.berth.registry.launcher.assembly;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The object store blobs are kept in, if the configuration names one. */
public final class ObjectStorage {
    private final Configuration configuration;
    private final List<ObjectStoreMapping> kinds;

    public ObjectStorage(Configuration configuration) {
        this.configuration = configuration;
        kinds = List.of(new S3Mapping(configuration), new GcsMapping(configuration));
    }

    /** Opens the store; the resources close it. Makes no call yet. */
    Optional<Storage> open(Resources resources) throws StoreException {
        requireOne();
        Optional<ObjectStoreMapping> kind =
                kinds.stream().filter(ObjectStoreMapping::isConfigured).findFirst();
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Storage(
                        resources.add(kind.get().open()),
                        kind.get().driver(),
                        kind.get().description()));
    }

    public boolean isConfigured() {
        return kinds.stream().anyMatch(ObjectStoreMapping::isConfigured);
    }

    /** Checks the bucket; answers its address and its missing capabilities. */
    public String look(ClassicGuard.Import imported) throws IOException, StoreException {
        try (Resources resources = new Resources()) {
            Storage storage = open(resources).orElseThrow();
            List<String> warnings = new BucketProbe(configuration).warnings(storage);
            new ClassicGuard(configuration, imported).check(storage.blobs(), storage.description());
            return String.join(
                    "; warning: ",
                    Stream.concat(Stream.of(storage.description()), warnings.stream())
                            .toList());
        }
    }

    private void requireOne() {
        List<String> given = new ArrayList<>();
        kinds.stream().filter(ObjectStoreMapping::isConfigured).forEach(kind -> given.add("storage." + kind.driver()));
        if (configuration.isGiven(Keys.STORAGE_ROOTDIRECTORY)) {
            given.add("storage.filesystem");
        }
        if (configuration.get(Keys.STORAGE_INMEMORY)) {
            given.add("storage.inmemory");
        }
        if (given.size() > 1) {
            throw new IllegalArgumentException(
                    "several storages are configured, expected one: " + String.join(", ", given));
        }
    }
}
