package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.util.Set;
import java.util.function.Predicate;

/** A request that was understood and allowed. For one thread. */
public final class AuthorizedRequest {
    private final HttpRequest request;
    private final Route route;
    private final Query query;
    private final Caller caller;
    private final Access access;
    private final Registry registry;
    private final MemoryBudget.Share memory;

    AuthorizedRequest(
            HttpRequest request,
            Route route,
            Query query,
            Caller caller,
            Access access,
            Registry registry,
            MemoryBudget.Share memory) {
        this.request = request;
        this.route = route;
        this.query = query;
        this.caller = caller;
        this.access = access;
        this.registry = registry;
        this.memory = memory;
    }

    /** Throws unless the caller also has these permissions, which only the endpoint knows. */
    public void require(Set<Permission> needed) {
        if (!needed.isEmpty()) {
            access.require(request, caller, needed, needed);
        }
    }

    /** True when the caller also has this permission. */
    public boolean allows(Permission permission) {
        return access.allows(caller, permission);
    }

    /** True for the repositories that the caller may see: granted the catalog all, others those they may pull. */
    public Predicate<RepositoryName> visible() {
        return seesAll() ? every -> true : this::pulls;
    }

    /** The same, and the repositories below a path that the caller may read as a whole. */
    public Predicate<RepositoryName> visibleBelow() {
        return seesAll() ? every -> true : this::reads;
    }

    /** True when the caller may pull from a repository, or from all below a path above it. */
    public boolean reads(RepositoryName name) {
        return pulls(name) || readsBelow(name.value());
    }

    /** True when the caller may see all repositories below a path. */
    public boolean readsAllBelow(RepositoryName path) {
        return seesAll() || readsBelow(path.value() + "/");
    }

    private boolean seesAll() {
        return caller.grants().contains(new Permission.OnCatalog());
    }

    private boolean pulls(RepositoryName name) {
        return allows(new Permission.OnRepository(name, Action.PULL));
    }

    private boolean readsBelow(String name) {
        for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
            RepositoryName path = new RepositoryName(name.substring(0, end));
            if (allows(new Permission.OnNamespace(path, Action.PULL))) {
                return true;
            }
        }
        return false;
    }

    /** The request as it was sent. */
    public HttpRequest request() {
        return request;
    }

    /** The parameters of the request. */
    public Query query() {
        return query;
    }

    /** The authenticated caller. */
    public Caller caller() {
        return caller;
    }

    /** The registry, with this request as the origin of its events. */
    public Registry registry() {
        return registry;
    }

    /** The memory that the request holds. */
    public MemoryBudget.Share memory() {
        return memory;
    }

    /** The repository in the path; only for endpoints with one in their template. */
    public RepositoryName repository() {
        return route.repository().orElseThrow();
    }

    /** The segment of the path that is not part of the name, decoded and not validated. */
    public String argument() {
        return route.argument();
    }

    /** The argument as a digest; DIGEST_INVALID when it is none. */
    public Digest digest() {
        return digest(route.argument());
    }

    /** A text as a digest; DIGEST_INVALID when it is none. */
    public static Digest digest(String text) {
        return Digest.parse(text)
                .orElseThrow(() -> Refusal.because(
                        ErrorCode.DIGEST_INVALID, "not a digest of a supported algorithm (sha256, sha512)"));
    }
}
