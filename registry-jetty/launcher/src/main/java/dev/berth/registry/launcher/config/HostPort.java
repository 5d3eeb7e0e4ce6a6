package dev.berth.registry.launcher.config;

/**
 * An address to listen on.
 *
 * @param host a name or address; {@code 0.0.0.0} for every interface
 * @param port 0 for any that is free
 */
public record HostPort(String host, int port) {
    private static final int LARGEST = 65_535;

    /**
     * Reads {@code host:port}, {@code [v6]:port} or {@code :port}, which is every interface.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static HostPort of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}") || isBareV6(host)) {
            throw new IllegalArgumentException("expected host:port, not '" + text + "'");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > LARGEST) {
            throw new IllegalArgumentException("expected a port up to " + LARGEST + ", not " + port);
        }
        return new HostPort(host.isEmpty() ? "0.0.0.0" : host.replaceAll("[\\[\\]]", ""), port);
    }

    /** True when only this machine reaches it, as far as the text shows. */
    public boolean isLoopback() {
        return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
    }

    /** The address for clients on this machine: {@code local} in place of every interface. */
    public HostPort onThisMachine(String local) {
        return host.equals("0.0.0.0") || host.equals("::") ? new HostPort(local, port) : this;
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static boolean isBareV6(String host) {
        return host.indexOf(':') >= 0 && !(host.startsWith("[") && host.endsWith("]"));
    }
}
