package dev.berth.registry.http.gitlab;

import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.ProtocolConfig;
import java.util.List;

/** The header fields by which GitLab recognises a registry with a database, and decides on its features. */
public final class GitlabHeaders {
    static final String FEATURES = "tag_delete";

    private GitlabHeaders() {}

    /** The header fields; none when the settings say so. */
    public static List<HttpHeader> of(ProtocolConfig settings) {
        if (!settings.gitlabHeaders()) {
            return List.of();
        }
        return List.of(
                new HttpHeader(HeaderName.GITLAB_CONTAINER_REGISTRY_VERSION, settings.gitlabVersion()),
                new HttpHeader(HeaderName.GITLAB_CONTAINER_REGISTRY_FEATURES, FEATURES),
                new HttpHeader(HeaderName.GITLAB_CONTAINER_REGISTRY_DATABASE_ENABLED, "true"));
    }
}
