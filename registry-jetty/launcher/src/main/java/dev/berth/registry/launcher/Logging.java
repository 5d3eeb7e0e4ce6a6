package dev.berth.registry.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.config.Keys.AccessFormat;
import dev.berth.registry.launcher.config.Keys.LogFormat;
import dev.berth.registry.launcher.config.Keys.LogLevel;
import dev.berth.registry.launcher.config.Keys.LogOutput;
import java.time.ZoneId;
import java.util.Optional;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configures logging as the configuration says, in place of Logback's own search. */
public final class Logging {
    private static final String OURS = "dev.berth.registry";
    private static final String ACCESS_LOG = "dev.berth.registry.access-log";
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %msg%replace( request_id=%X{request_id}){'"
                    + " request_id=$', ''}%replace( trace_id=%X{trace_id}){' trace_id=$', ''}%n";

    private Logging() {}

    /** For the time before the configuration is read, and for most commands: our warnings, and errors of libraries. */
    static void startPlain() {
        LoggerContext context = freshContext();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender(context, LogOutput.STDERR, encoder(context, LogFormat.TEXT)));
        root.setLevel(Level.ERROR);
        context.getLogger(OURS).setLevel(Level.WARN);
    }

    public static void start(Configuration configuration) {
        LoggerContext context = freshContext();
        context.addTurboFilter(new RepeatedLines(System::nanoTime));
        boolean isDebug = level(configuration.get(Keys.LOG_LEVEL)) == Level.DEBUG;
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        Encoder<ILoggingEvent> encoder = encoder(context, configuration.get(Keys.LOG_FORMATTER));
        root.addAppender(appender(context, configuration.get(Keys.LOG_OUTPUT), encoder));
        // Messages of libraries below a warning are for developers, not for operators.
        root.setLevel(isDebug ? Level.INFO : Level.WARN);
        context.getLogger(OURS).setLevel(level(configuration.get(Keys.LOG_LEVEL)));
        // It warns that it does not phone home.
        context.getLogger("liquibase.analytics").setLevel(Level.ERROR);
        // They warn of each malformed request, so clients determine their number.
        context.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.ERROR);
        context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
        // The failures of connections that it warns of, with a stack trace, are reported in our words.
        context.getLogger("com.zaxxer.hikari").setLevel(isDebug ? Level.INFO : Level.ERROR);
        startAccessLog(context, configuration);
    }

    private static void startAccessLog(LoggerContext context, Configuration configuration) {
        ch.qos.logback.classic.Logger accessLog = context.getLogger(ACCESS_LOG);
        if (configuration.get(Keys.LOG_ACCESSLOG_DISABLED)) {
            accessLog.setLevel(Level.OFF);
        }
        Optional<Encoder<ILoggingEvent>> encoder =
                configuration.get(Keys.LOG_ACCESSLOG_FORMATTER).map(format -> accessEncoder(context, format));
        if (encoder.isPresent()) {
            accessLog.setAdditive(false);
            accessLog.addAppender(appender(context, configuration.get(Keys.LOG_OUTPUT), encoder.get()));
        }
    }

    private static Encoder<ILoggingEvent> accessEncoder(LoggerContext context, AccessFormat format) {
        return switch (format) {
            case TEXT -> encoder(context, LogFormat.TEXT);
            case JSON -> encoder(context, LogFormat.JSON);
            case LOGSTASH -> encoder(context, LogFormat.LOGSTASH);
            case COMBINED -> started(new CombinedLines(ZoneId.systemDefault()), context);
        };
    }

    private static LoggerContext freshContext() {
        LogManager.getLogManager().reset();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        return context;
    }

    private static ConsoleAppender<ILoggingEvent> appender(
            LoggerContext context, LogOutput output, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget(target(output).getName());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        return switch (format) {
            case TEXT -> text(context);
            case JSON -> started(JsonLines.plain(), context);
            case LOGSTASH -> started(JsonLines.logstash(), context);
        };
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> started(Encoder<ILoggingEvent> encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static ConsoleTarget target(LogOutput output) {
        return switch (output) {
            case STDOUT -> ConsoleTarget.SystemOut;
            case STDERR -> ConsoleTarget.SystemErr;
        };
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG, TRACE -> Level.DEBUG;
        };
    }
}
