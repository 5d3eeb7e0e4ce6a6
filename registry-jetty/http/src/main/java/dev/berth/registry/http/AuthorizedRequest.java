package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.util.Set;

/**
 * A request that was understood and allowed.
 *
 * @param query its parameters
 * @param registry the registry, as this request sees it
 * @param memory the memory held by the request
 */
record AuthorizedRequest(
        HttpRequest request,
        Method method,
        Route route,
        Query query,
        Caller caller,
        Access access,
        Registry registry,
        MemoryBudget.Share memory) {

    /** Throws unless the caller may also do this, which only the endpoint finds out. */
    void require(Set<Permission> needed) {
        if (!needed.isEmpty()) {
            access.require(request, caller, needed, needed);
        }
    }

    /** True when the caller also has this permission. */
    boolean allows(Permission permission) {
        return access.allows(caller, permission);
    }

    /** The repository; every endpoint that asks has one. */
    RepositoryName repository() {
        return route.repository().orElseThrow();
    }

    /** The last segment of the path. */
    String argument() {
        return route.argument();
    }

    /** The last segment of the path as a digest. */
    Digest digest() {
        return digest(route.argument());
    }

    boolean isHead() {
        return method == Method.HEAD;
    }

    /** A location below this repository, {@code manifests/latest} for example. */
    String location(String belowRepository) {
        return request.linkBase() + "/v2/" + repository() + "/" + belowRepository;
    }

    static Digest digest(String text) {
        return Digest.parse(text)
                .orElseThrow(() -> Refusal.because(
                        ErrorCode.DIGEST_INVALID, "not a digest of a supported algorithm (sha256, sha512)"));
    }
}
