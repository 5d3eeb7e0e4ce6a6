package dev.berth.registry.http;

/**
 * The endpoints of the protocol (OCI Distribution Specification, "Endpoints"; Docker Registry HTTP API V2, "Detail").
 */
public enum Endpoint {
    PING("/v2/"),
    CATALOG("/v2/_catalog"),
    TAGS("/v2/{name}/tags/list"),
    TAG("/v2/{name}/tags/reference/{tag}"),
    MANIFEST("/v2/{name}/manifests/{reference}"),
    BLOB("/v2/{name}/blobs/{digest}"),
    UPLOADS("/v2/{name}/blobs/uploads/"),
    UPLOAD("/v2/{name}/blobs/uploads/{uuid}"),
    REFERRERS("/v2/{name}/referrers/{digest}");

    private final String template;

    Endpoint(String template) {
        this.template = template;
    }

    /** Its path with placeholders: what metrics are grouped by. */
    public String template() {
        return template;
    }
}
