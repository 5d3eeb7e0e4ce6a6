package dev.berth.registry.collecting;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A blob store that fails at random: before a call takes effect, or, where that can be known to happen, after it. */
final class UnreliableStorage {
    private static final int RARELY = 200;
    private static final Set<String> NEVER = Set.of("close", "discard", "check", "capabilities", "size", "toString");
    private static final Set<String> MAYBE_DONE = Set.of("commit", "delete");

    private final BlobStore store;
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean reliable;

    UnreliableStorage(BlobStore store) {
        this.store = store;
    }

    BlobStore asStore() {
        return proxy(BlobStore.class, store);
    }

    /** From now on nothing fails any more. */
    void mend() {
        reliable = true;
    }

    long failures() {
        return failures.get();
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean fails = !reliable
                && !NEVER.contains(method.getName())
                && mayFail(method)
                && ThreadLocalRandom.current().nextInt(RARELY) == 0;
        boolean afterwards = fails
                && MAYBE_DONE.contains(method.getName())
                && ThreadLocalRandom.current().nextBoolean();
        if (fails && !afterwards) {
            throw failure(Kind.TRANSIENT, method);
        }
        Object answer = invoke(real, method, arguments);
        if (afterwards) {
            throw failure(Kind.UNKNOWN_OUTCOME, method);
        }
        return answer instanceof BlobWriter writer ? proxy(BlobWriter.class, writer) : answer;
    }

    private static boolean mayFail(Method method) {
        return Stream.of(method.getExceptionTypes()).anyMatch(type -> type.isAssignableFrom(StoreException.class));
    }

    private StoreException failure(Kind kind, Method method) {
        failures.incrementAndGet();
        return new StoreException(kind, method.getName() + " failed on purpose", null);
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() != null ? e.getCause() : e;
        }
    }
}
