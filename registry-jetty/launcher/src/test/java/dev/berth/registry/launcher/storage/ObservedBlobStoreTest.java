package dev.berth.registry.launcher.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedBlobStoreTest {
    /** A default method that is not passed on would hide what the store can do. */
    @Test
    void passesOnEveryMethodOfTheStore() {
        assertThat(declared(ObservedBlobStore.class)).containsAll(declared(BlobStore.class));
        assertThat(declared(ObservedBlobWriter.class)).containsAll(declared(BlobWriter.class));
    }

    private static List<String> declared(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .toList();
    }
}
