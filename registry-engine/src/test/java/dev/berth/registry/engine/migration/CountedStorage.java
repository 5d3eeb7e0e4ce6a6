package dev.berth.registry.engine.migration;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/** Storage that counts its calls and records the objects that are read. Safe for use by several threads. */
final class CountedStorage {
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Queue<String> reads = new ConcurrentLinkedQueue<>();
    private final BlobStore storage;
    private final UnaryOperator<StoredObject> listed;

    private CountedStorage(BlobStore storage, UnaryOperator<StoredObject> listed) {
        this.storage = storage;
        this.listed = listed;
    }

    static CountedStorage of(BlobStore storage) {
        return new CountedStorage(storage, object -> object);
    }

    /** Lists the MD5 of objects, as object stores do. */
    static CountedStorage withMd5(BlobStore storage) {
        return new CountedStorage(storage, object -> with(md5(storage, object), object));
    }

    /** Lists digits in the place of the MD5 that differ for each object, as a store does that encrypts objects. */
    static CountedStorage encrypted(BlobStore storage) {
        return new CountedStorage(
                storage, object -> with(md5(object.key().value().getBytes(StandardCharsets.US_ASCII)), object));
    }

    BlobStore store() {
        return (BlobStore) Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (self, method, arguments) -> call(method, arguments));
    }

    /** The number of calls of this method. */
    long calls(String method) {
        return calls.getOrDefault(method, new LongAdder()).sum();
    }

    /** The methods that were called. */
    Set<String> methods() {
        return Set.copyOf(calls.keySet());
    }

    List<String> readLinks() {
        return reads.stream().filter(key -> key.endsWith("/link")).toList();
    }

    void forget() {
        calls.clear();
        reads.clear();
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        calls.computeIfAbsent(method.getName(), any -> new LongAdder()).increment();
        if (method.getName().equals("open")) {
            reads.add(((StorageKey) arguments[0]).value());
        }
        try {
            Object answer = method.invoke(storage, arguments);
            return answer instanceof Page<?> page ? page.map(object -> listed.apply((StoredObject) object)) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static StoredObject with(String md5, StoredObject object) {
        return new StoredObject(object.key(), object.size(), object.modified(), Optional.of(md5));
    }

    private static String md5(BlobStore storage, StoredObject object) {
        try (BlobContent content = storage.open(object.key(), ByteRange.whole(object.size()))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) object.size());
            while (bytes.hasRemaining() && content.channel().read(bytes) >= 0) {
                // Until the end.
            }
            return md5(bytes.array());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
