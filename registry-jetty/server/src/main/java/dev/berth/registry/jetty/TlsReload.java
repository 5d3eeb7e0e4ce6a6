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
 * Takes changed certificates into use while the server runs, with a check every five seconds. Open connections keep the
 * former ones; invalid files change nothing.
 */
final class TlsReload extends AbstractLifeCycle {
    private static final Logger log = LoggerFactory.getLogger(TlsReload.class);
    private static final long SECONDS = 5;

    private final Server server;
    private final TlsFiles files;
    private final SslContextFactory.Server context;
    private List<String> known;
    private Scheduler.Task next = () -> true;

    /**
     * @param known the stamps of the files the context was made from
     */
    TlsReload(Server server, TlsFiles files, SslContextFactory.Server context, List<String> known) {
        this.server = server;
        this.files = files;
        this.context = context;
        this.known = List.copyOf(known);
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
        List<String> stamps = files.stamps();
        if (stamps.equals(known)) {
            return;
        }
        known = stamps;
        try {
            TlsFiles.Content content = files.read();
            context.reload(unused -> content.applyTo(context));
            log.info("changed certificates loaded: {}", files);
        } catch (Exception e) {
            log.warn("cannot load changed certificates, the former ones stay in use: {}", files, e);
        }
    }
}
