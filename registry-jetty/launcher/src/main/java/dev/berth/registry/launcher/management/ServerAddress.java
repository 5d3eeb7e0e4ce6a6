package dev.berth.registry.launcher.management;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The address of a server.
 *
 * @param uri http or https, with a host and without user, query and fragment
 */
record ServerAddress(URI uri) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads the address that an operator gave.
     *
     * @throws IllegalArgumentException when it is none; its message does not repeat a password
     */
    static ServerAddress parse(String text) {
        URI uri;
        try {
            uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a URL", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a URL shows a password to other users: give it without user, and see"
                    + " --user and --password-file");
        }
        boolean isWhole = uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!isWhole || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("expected a URL such as https://registry.example.com");
        }
        return new ServerAddress(uri);
    }

    /** True when a password cannot be read on the way: by TLS, or within this machine. */
    boolean isPrivate() {
        return uri.getScheme().equalsIgnoreCase("https")
                || LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** A URI of this server; the path begins with a slash. */
    URI resolve(String path, String query) {
        return URI.create(uri + path + (query.isEmpty() ? "" : "?" + query));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
