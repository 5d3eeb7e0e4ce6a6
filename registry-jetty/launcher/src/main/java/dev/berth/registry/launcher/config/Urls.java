package dev.berth.registry.launcher.config;

import java.net.URI;
import java.util.regex.Pattern;

/** URLs of a configuration, which may contain secrets. */
public final class Urls {
    private static final Pattern USER_AND_PASSWORD = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("[?#].*$", Pattern.DOTALL);

    private Urls() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException without the text, when it is none
     */
    public static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // The message and the cause of this exception would repeat the text.
            throw new IllegalArgumentException("expected a URL");
        }
    }

    /** A URL, or a host and port, without user, password and query. Another text stays as it is. */
    public static String shown(String text) {
        String host = USER_AND_PASSWORD.matcher(text).replaceFirst("$1");
        return text.contains("://") ? QUERY.matcher(host).replaceFirst("") : host;
    }
}
