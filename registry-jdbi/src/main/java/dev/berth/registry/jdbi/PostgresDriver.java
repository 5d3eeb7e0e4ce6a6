package dev.berth.registry.jdbi;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's driver, called directly. {@code DriverManager} has the drivers of the class path only, and keeps each
 * that registers itself, with its class loader.
 */
final class PostgresDriver {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDriver.class);
    private static final Driver DRIVER = load();

    private PostgresDriver() {}

    /** By its name: its type has annotations of a library that is not there, and newer compilers warn of them. */
    private static Driver load() {
        try {
            return Class.forName("org.postgresql.Driver")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the driver of PostgreSQL cannot be loaded", e);
        }
    }

    /** A connection to {@code url}, which is one of PostgreSQL. */
    static Connection connect(String url, Properties properties) throws SQLException {
        return Objects.requireNonNull(DRIVER.connect(url, properties), "URL of another database");
    }

    /**
     * Ends the registration with {@code DriverManager} of a driver that an application loaded, so that the class loader
     * of the application can be collected (docs/decisions/0470). A driver of the class path stays registered.
     */
    static void release() {
        if (!isOfClassPath(DRIVER.getClass().getClassLoader())) {
            DriverManager.drivers()
                    .filter(driver -> driver.getClass().equals(DRIVER.getClass()))
                    .forEach(PostgresDriver::deregister);
        }
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            LOG.warn("cannot deregister the driver of PostgreSQL, so its class loader stays in memory", e);
        }
    }

    private static boolean isOfClassPath(ClassLoader loader) {
        for (ClassLoader known = ClassLoader.getSystemClassLoader(); known != null; known = known.getParent()) {
            if (known.equals(loader)) {
                return true;
            }
        }
        return false;
    }
}
