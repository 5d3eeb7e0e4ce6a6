package dev.berth.registry.launcher.reporting;

import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.reporting.ReportedFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the first failure of each fingerprint at once, the next ones at most once a minute with their number, and no
 * more than {@value #PER_MINUTE} a minute of all. Failures that were not sent are counted with the next one.
 */
final class BoundedReporter implements FailureReporter {
    static final int PER_MINUTE = 30;
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 200;

    private final Recipient recipient;
    private final Clock clock;
    private final Map<List<String>, Similar> sent = new Recent();
    private Instant begun = Instant.EPOCH;
    private int inMinute;
    private long others;

    /** Sends a failure without waiting. */
    interface Recipient {
        /**
         * A failure to send.
         *
         * @param fingerprint that of the failure
         * @param similar number of failures with its fingerprint that were not sent since the last of them
         * @param others number of other failures that were not sent since the last one that was
         */
        void send(ReportedFailure failure, List<String> fingerprint, long similar, long others);
    }

    /** The last failure of a fingerprint that was sent, and the number of those since. */
    private static final class Similar {
        private final Instant last;
        private long count;

        private Similar(Instant last) {
            this.last = last;
        }
    }

    private static final class Recent extends LinkedHashMap<List<String>, Similar> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Similar> eldest) {
            return size() > REMEMBERED;
        }
    }

    BoundedReporter(Recipient recipient, Clock clock) {
        this.recipient = recipient;
        this.clock = clock;
    }

    /** True a minute later, or after the clock was set back. */
    private static boolean hasPassed(Instant begun, Instant now) {
        return !now.isBefore(begun.plus(MINUTE)) || now.isBefore(begun);
    }

    @Override
    public synchronized void report(ReportedFailure failure) {
        Instant now = clock.instant();
        if (hasPassed(begun, now)) {
            begun = now;
            inMinute = 0;
        }
        if (inMinute >= PER_MINUTE) {
            others++;
            return;
        }
        List<String> fingerprint = failure.fingerprint();
        Similar before = sent.get(fingerprint);
        if (before != null && !hasPassed(before.last, now)) {
            before.count++;
            return;
        }
        sent.remove(fingerprint);
        sent.put(fingerprint, new Similar(now));
        inMinute++;
        recipient.send(failure, fingerprint, before == null ? 0 : before.count, others);
        others = 0;
    }
}
