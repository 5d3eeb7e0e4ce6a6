package dev.berth.registry.jetty;

import dev.berth.registry.http.limit.ClientCounts;
import dev.berth.registry.http.limit.ClientKey;
import dev.berth.registry.http.proxy.TrustedProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one address from taking all connections: those beyond its share are closed before a byte is read. The memory is
 * bounded by the number of open connections.
 */
final class AddressConnections implements SelectorManager.AcceptListener {
    private static final Logger log = LoggerFactory.getLogger(AddressConnections.class);

    private final int most;
    private final TrustedProxies exempt;
    private final Map<SelectableChannel, Long> clients = new ConcurrentHashMap<>();
    private final ClientCounts counts = new ClientCounts();

    AddressConnections(int most, TrustedProxies exempt) {
        this.most = most;
        this.exempt = exempt;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        remote(channel).filter(address -> !exempt.contains(address)).ifPresent(address -> count(channel, address));
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        forget(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        forget(channel);
    }

    private void count(SelectableChannel channel, InetAddress address) {
        long client = ClientKey.of(address);
        clients.put(channel, client);
        if (counts.add(client) > most) {
            log.debug("closed a connection beyond the {} of {}", most, address.getHostAddress());
            IO.close(channel);
        }
    }

    private void forget(SelectableChannel channel) {
        Long client = clients.remove(channel);
        if (client != null) {
            counts.remove(client);
        }
    }

    private static Optional<InetAddress> remote(SelectableChannel channel) {
        try {
            return channel instanceof SocketChannel socket
                            && socket.getRemoteAddress() instanceof InetSocketAddress remote
                    ? Optional.ofNullable(remote.getAddress())
                    : Optional.empty();
        } catch (IOException e) {
            // closed already
            return Optional.empty();
        }
    }
}
