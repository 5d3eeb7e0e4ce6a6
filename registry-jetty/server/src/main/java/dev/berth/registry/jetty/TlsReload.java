package dev.berth.registry.jetty;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changed certificates into use while the server runs; compares the files every five seconds. Open connections
 * keep the former ones, and files that cannot be used change nothing. A deleted file of client authorities ends the
 * trust in them after a minute: long enough for a file that is replaced, short enough for one that was withdrawn.
 */
final class TlsReload extends AbstractLifeCycle {
    private static final Logger log = LoggerFactory.getLogger(TlsReload.class);
    private static final long SECONDS = 5;
    private static final int LOOKS_UNTIL_WITHDRAWN = 12;

    private final Server server;
    private final TlsFiles files;
    private final SslContextFactory.Server context;
    private Seen known;
    private int looksWithoutAuthorities;
    private Scheduler.Task next = () -> true;

    private record Seen(List<String> stamps, boolean withdrawn) {}

    /**
     * @param known the stamps of the files the context was made from
     */
    TlsReload(Server server, TlsFiles files, SslContextFactory.Server context, List<String> known) {
        this.server = server;
        this.files = files;
        this.context = context;
        this.known = new Seen(List.copyOf(known), false);
    }

    @Override
    protected synchronized void doStart() {
        next = server.getScheduler().schedule(this::lookAndGoOn, SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected synchronized void doStop() {
        next.cancel();
    }

    private void lookAndGoOn() {
        look();
        synchronized (this) {
            if (isRunning()) {
                next = server.getScheduler().schedule(this::lookAndGoOn, SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Looks once. Stamps are taken before the files are read: what changes in between is seen next time. */
    synchronized void look() {
        looksWithoutAuthorities =
                files.authoritiesAreMissing() ? Math.min(looksWithoutAuthorities + 1, LOOKS_UNTIL_WITHDRAWN) : 0;
        Seen seen = new Seen(files.stamps(), looksWithoutAuthorities == LOOKS_UNTIL_WITHDRAWN);
        if (seen.equals(known)) {
            return;
        }
        known = seen;
        try {
            TlsFiles.Content content = seen.withdrawn() ? files.readWithoutMissingAuthorities() : files.read();
            context.reload(unused -> content.applyTo(context));
            log.info("changed certificates loaded: {}", files);
            if (seen.withdrawn()) {
                log.warn(
                        "a file of client authorities was deleted a minute ago; they are no longer trusted: {}", files);
            }
        } catch (Exception e) {
            log.warn("cannot load changed certificates, the former ones stay in use: {}", files, e);
        }
    }
}
