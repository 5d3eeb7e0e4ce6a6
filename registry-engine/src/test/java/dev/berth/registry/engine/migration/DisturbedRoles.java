package dev.berth.registry.engine.migration;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;

/**
 * Storage and the roles of a migration store, with calls that fail. A failure of unknown outcome comes after the call
 * was done, any other instead of it. As safe for use by several threads as the source of failures is.
 */
public final class DisturbedRoles {
    private final Failures failures;

    /** The source of failures. */
    public interface Failures {
        /** The failure of the next call; empty when it succeeds. */
        Optional<Throwable> next();
    }

    public DisturbedRoles(Failures failures) {
        this.failures = failures;
    }

    /** The role with disturbed calls, also of the roles that it answers. */
    public <T> T over(Class<T> role, T target) {
        Object proxy = Proxy.newProxyInstance(
                role.getClassLoader(),
                new Class<?>[] {role},
                (self, method, arguments) -> call(target, method, arguments));
        return role.cast(proxy);
    }

    @SuppressWarnings("unchecked")
    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        boolean mayFail = Arrays.asList(method.getExceptionTypes()).contains(StoreException.class);
        Optional<Throwable> failure = mayFail ? failures.next() : Optional.empty();
        if (failure.isPresent() && !isAfterTheCall(failure.get())) {
            throw failure.get();
        }
        try {
            Object answer = method.invoke(target, arguments);
            if (failure.isPresent()) {
                throw failure.get();
            }
            Class<?> type = method.getReturnType();
            boolean isRole = type.isInterface() && type.getPackageName().endsWith(".spi.migration");
            return isRole ? over((Class<Object>) type, answer) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isAfterTheCall(Throwable failure) {
        return failure instanceof StoreException store && store.kind() == Kind.UNKNOWN_OUTCOME;
    }
}
