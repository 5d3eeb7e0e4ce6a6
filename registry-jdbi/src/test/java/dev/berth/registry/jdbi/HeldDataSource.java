package dev.berth.registry.jdbi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * One connection with a transaction of the test: all statements of a store on it stay uncommitted, and the test may act
 * before each of its statements. For one thread.
 */
final class HeldDataSource {
    private static final Set<String> SENDING = Set.of("execute", "executeQuery", "executeUpdate");

    private final Connection connection;
    private final Map<Integer, Step> steps = new HashMap<>();
    private int sent;
    private boolean autoCommit = true;

    HeldDataSource(Connection connection) {
        this.connection = connection;
    }

    /** An action between two statements. */
    interface Step {
        void run() throws Exception;
    }

    /** Does something before a statement, counted from here and from 1; pipelines count as one. */
    void before(int statement, Step step) {
        steps.put(sent + statement, step);
    }

    DataSource dataSource() {
        Connection held = proxy(Connection.class, this::onConnection);
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return held;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object onConnection(Object self, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "setAutoCommit" -> {
                autoCommit = (boolean) arguments[0];
                return self;
            }
            case "commit", "close" -> {
                return self;
            }
            default -> {
                Object result = call(connection, method, arguments);
                return result instanceof PreparedStatement statement ? stepping(statement) : result;
            }
        }
    }

    private PreparedStatement stepping(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (SENDING.contains(method.getName())) {
                Step step = steps.remove(++sent);
                if (step != null) {
                    step.run();
                }
            }
            return call(statement, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
