package dev.berth.registry.engine;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.metadata.ContentReads;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decorates both ports so that one call of all, the n-th, fails. A failure of unknown outcome comes after the call was
 * done, any other instead of it. Counts the calls; not safe for use by several threads.
 */
final class Faults {
    private final int fatal;
    private final Kind kind;
    private final List<String> calls = new ArrayList<>();

    Faults(int fatal, Kind kind) {
        this.fatal = fatal;
        this.kind = kind;
    }

    /** Only counts. */
    static Faults none() {
        return new Faults(-1, Kind.PERMANENT);
    }

    MetadataStore over(MetadataStore store) {
        return decorated(MetadataStore.class, store);
    }

    BlobStore over(BlobStore store) {
        return decorated(BlobStore.class, store);
    }

    /** The calls that could have failed so far, by {@code Role.method}. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    boolean happened() {
        return calls.size() > fatal;
    }

    private <T> T decorated(Class<T> role, T target) {
        Object proxy = Proxy.newProxyInstance(
                role.getClassLoader(),
                new Class<?>[] {role},
                (self, method, arguments) -> call(role, target, method, arguments));
        return role.cast(proxy);
    }

    private Object call(Class<?> role, Object target, Method method, Object[] arguments) throws Throwable {
        boolean mayFail = Arrays.asList(method.getExceptionTypes()).contains(StoreException.class);
        boolean fails = mayFail && calls.size() == fatal;
        if (mayFail) {
            calls.add(role.getSimpleName() + "." + method.getName());
        }
        if (fails && kind != Kind.UNKNOWN_OUTCOME) {
            throw failure(method);
        }
        Object answer = invoke(target, method, arguments);
        if (fails) {
            close(answer);
            throw failure(method);
        }
        return decoratedAnswer(method.getReturnType(), answer);
    }

    /** The opened resource is not returned, so no caller could close it. */
    private static void close(Object answer) throws Exception {
        if (answer instanceof AutoCloseable opened) {
            opened.close();
        }
    }

    private StoreException failure(Method method) {
        return new StoreException(kind, "injected into " + method.getName(), null);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object decoratedAnswer(Class<?> type, Object answer) {
        boolean port = type == BlobWriter.class
                || type == ContentReads.class
                || type.getSimpleName().endsWith("Store");
        return port ? decoratedPort(type, answer) : answer;
    }

    private <T> T decoratedPort(Class<T> type, Object answer) {
        return decorated(type, type.cast(answer));
    }
}
