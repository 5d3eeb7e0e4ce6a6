package dev.berth.registry.launcher.reporting;

import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.reporting.ReportedFailure;
import io.sentry.Hint;
import io.sentry.SentryClient;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends failures to Sentry, or a service with its protocol, in the background. A report has the types and stack
 * traces of the failure, the operation and the request id. It has the messages of Berth's own exceptions, which
 * contain no secret; those of other libraries are left out. Safe for use by any number of threads.
 */
public final class SentryReporter implements FailureReporter, AutoCloseable {
    private static final int QUEUED = 50;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int AT_STOP_MILLIS = 2_000;
    private static final String OWN = "dev.berth.";

    private final SentryClient client;
    private final FailureReporter bounded;

    private SentryReporter(SentryOptions options, Clock clock) {
        client = new SentryClient(options);
        bounded = new BoundedReporter(this::send, clock);
    }

    /**
     * Opens a reporter.
     *
     * @param dsn the address of a project with its public key
     * @param release the version of this program
     * @throws IllegalArgumentException when the DSN is not one; the message does not contain it
     */
    public static SentryReporter open(String dsn, Optional<String> environment, String release, Clock clock) {
        SentryOptions options = new SentryOptions();
        options.setDsn(dsn);
        environment.ifPresent(options::setEnvironment);
        options.setRelease("berth@" + release);
        options.setMaxQueueSize(QUEUED);
        options.setConnectionTimeoutMillis(TIMEOUT_MILLIS);
        options.setReadTimeoutMillis(TIMEOUT_MILLIS);
        options.setShutdownTimeoutMillis(AT_STOP_MILLIS);
        options.setAttachServerName(false);
        options.setSendModules(false);
        options.setSendClientReports(false);
        options.setBeforeSend((event, hint) -> withoutForeignMessages(event));
        try {
            return new SentryReporter(options, clock);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected a DSN such as https://key@host/1");
        }
    }

    @Override
    public void report(ReportedFailure failure) {
        bounded.report(failure);
    }

    private void send(ReportedFailure failure, List<String> fingerprint, long similar, long others) {
        SentryEvent event = new SentryEvent(failure.cause());
        event.setLevel(SentryLevel.ERROR);
        event.setTransaction(failure.operation());
        event.setFingerprints(fingerprint);
        event.setTag("origin", failure.origin().name().toLowerCase(Locale.ROOT));
        failure.requestId().ifPresent(id -> event.setTag("request_id", id));
        event.setExtra("similar_not_sent", similar);
        event.setExtra("others_not_sent", others);
        client.captureEvent(event, null, new Hint());
    }

    private static SentryEvent withoutForeignMessages(SentryEvent event) {
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.stream()
                    .filter(exception -> !String.valueOf(exception.getModule()).startsWith(OWN))
                    .forEach(exception -> exception.setValue(null));
        }
        return event;
    }

    /** Sends what is left, for two seconds at most. */
    @Override
    public void close() {
        client.close();
    }
}
