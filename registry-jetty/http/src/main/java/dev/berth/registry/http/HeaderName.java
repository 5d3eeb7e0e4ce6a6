package dev.berth.registry.http;

/** Every header field the protocol reads or writes. */
public enum HeaderName {
    ACCEPT("Accept"),
    ACCEPT_ENCODING("Accept-Encoding"),
    ACCEPT_RANGES("Accept-Ranges"),
    ALLOW("Allow"),
    AUTHORIZATION("Authorization"),
    CACHE_CONTROL("Cache-Control"),
    CONTENT_ENCODING("Content-Encoding"),
    CONTENT_RANGE("Content-Range"),
    CONTENT_SECURITY_POLICY("Content-Security-Policy"),
    CONTENT_TYPE("Content-Type"),
    COOKIE("Cookie"),
    CROSS_ORIGIN_OPENER_POLICY("Cross-Origin-Opener-Policy"),
    CROSS_ORIGIN_RESOURCE_POLICY("Cross-Origin-Resource-Policy"),
    DOCKER_CONTENT_DIGEST("Docker-Content-Digest"),
    DOCKER_DISTRIBUTION_API_VERSION("Docker-Distribution-API-Version"),
    DOCKER_UPLOAD_UUID("Docker-Upload-UUID"),
    ETAG("ETag"),
    GITLAB_CONTAINER_REGISTRY_DATABASE_ENABLED("Gitlab-Container-Registry-Database-Enabled"),
    GITLAB_CONTAINER_REGISTRY_FEATURES("Gitlab-Container-Registry-Features"),
    GITLAB_CONTAINER_REGISTRY_VERSION("Gitlab-Container-Registry-Version"),
    IF_NONE_MATCH("If-None-Match"),
    IF_RANGE("If-Range"),
    LINK("Link"),
    LOCATION("Location"),
    OCI_CHUNK_MIN_LENGTH("OCI-Chunk-Min-Length"),
    OCI_FILTERS_APPLIED("OCI-Filters-Applied"),
    OCI_SUBJECT("OCI-Subject"),
    OCI_TAG("OCI-Tag"),
    RANGE("Range"),
    REFERRER_POLICY("Referrer-Policy"),
    RETRY_AFTER("Retry-After"),
    SET_COOKIE("Set-Cookie"),
    TRACEPARENT("traceparent"),
    TRACESTATE("tracestate"),
    TRANSFER_ENCODING("Transfer-Encoding"),
    USER_AGENT("User-Agent"),
    VARY("Vary"),
    WWW_AUTHENTICATE("WWW-Authenticate"),
    X_CONTENT_TYPE_OPTIONS("X-Content-Type-Options"),
    X_CSRF_TOKEN("X-CSRF-Token"),
    X_REQUESTED_WITH("X-Requested-With"),
    X_REQUEST_ID("X-Request-Id");

    private final String wireName;

    HeaderName(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return wireName;
    }
}
