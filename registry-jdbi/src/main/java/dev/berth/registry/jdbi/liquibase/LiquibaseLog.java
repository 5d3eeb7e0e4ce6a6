package dev.berth.registry.jdbi.liquibase;

import java.util.logging.Level;
import liquibase.logging.LogService;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards Liquibase's log to slf4j, one level lower: its messages concern Liquibase itself. */
final class LiquibaseLog extends AbstractLogService {

    @Override
    public int getPriority() {
        return LogService.PRIORITY_NOT_APPLICABLE;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Liquibase declares it
    public liquibase.logging.Logger getLog(Class type) {
        return new Quiet(LoggerFactory.getLogger(type.getName()));
    }

    private static final class Quiet extends AbstractLogger {
        private final Logger logger;

        Quiet(Logger logger) {
            this.logger = logger;
        }

        @Override
        public void log(Level level, @Nullable String message, @Nullable Throwable cause) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                logger.warn(message, cause);
            } else {
                logger.debug(message, cause);
            }
        }

        /** Declared anew without the exceptions of AutoCloseable; there is nothing to close. */
        @Override
        public void close() {}
    }
}
