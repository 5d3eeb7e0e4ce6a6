package dev.berth.registry.http.proxy;

/** The header field in which proxies name the client that called them. */
public enum ForwardedField {
    X_FORWARDED_FOR("X-Forwarded-For"),
    /** RFC 7239. */
    FORWARDED("Forwarded");

    private final String wireName;

    ForwardedField(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
