package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.field.Percent;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;

/**
 * The resource a path addresses.
 *
 * @param repository present for all endpoints that have a name in their template
 * @param argument the decoded last segment of the path, not yet validated; empty where the template has none
 */
record Route(Endpoint endpoint, Optional<RepositoryName> repository, String argument) {
    private static final String PREFIX = "/v2/";

    private static final Optional<Route> PING = Optional.of(new Route(Endpoint.PING, Optional.empty(), ""));
    private static final Optional<Route> CATALOG = Optional.of(new Route(Endpoint.CATALOG, Optional.empty(), ""));

    /**
     * Reads a path as it was sent. A repository name may itself contain "blobs", "tags" or "manifests", so the
     * right-hand end decides.
     *
     * @return empty when there is no such endpoint
     * @throws Refusal NAME_INVALID when there is one, but its name is none
     */
    static Optional<Route> parse(String path) {
        if (path.equals("/v2") || path.equals(PREFIX)) {
            return PING;
        }
        if (path.equals("/v2/_catalog")) {
            return CATALOG;
        }
        return path.startsWith(PREFIX) ? ofRepository(path) : Optional.empty();
    }

    private static Optional<Route> ofRepository(String path) {
        int last = path.lastIndexOf('/');
        int second = path.lastIndexOf('/', last - 1);
        if (second < PREFIX.length()) {
            return Optional.empty();
        }
        String argument = path.substring(last + 1);
        return switch (path.substring(second + 1, last)) {
            case "manifests" -> route(Endpoint.MANIFEST, path, second, argument);
            case "blobs" ->
                route(argument.equals("uploads") ? Endpoint.UPLOADS : Endpoint.BLOB, path, second, argument);
            case "referrers" -> route(Endpoint.REFERRERS, path, second, argument);
            case "tags" -> argument.equals("list") ? route(Endpoint.TAGS, path, second, "") : Optional.empty();
            case "reference" -> nested("/tags", Endpoint.TAG, path, second, argument);
            case "uploads" ->
                nested("/blobs", argument.isEmpty() ? Endpoint.UPLOADS : Endpoint.UPLOAD, path, second, argument);
            default -> Optional.empty();
        };
    }

    private static Optional<Route> nested(String parent, Endpoint endpoint, String path, int end, String argument) {
        int nameEnd = end - parent.length();
        return path.startsWith(parent, nameEnd) && nameEnd > PREFIX.length()
                ? route(endpoint, path, nameEnd, argument)
                : Optional.empty();
    }

    private static Optional<Route> route(Endpoint endpoint, String path, int nameEnd, String argument) {
        RepositoryName repository = name(path.substring(PREFIX.length(), nameEnd));
        String decoded = Percent.decode(argument).orElseThrow(Route::badEscape);
        return Optional.of(new Route(endpoint, Optional.of(repository), decoded));
    }

    /** An escaped slash is refused: a proxy that protects the registry by path would have read another name. */
    private static RepositoryName name(String text) {
        String decoded = Percent.decode(text).orElseThrow(Route::badEscape);
        if (decoded.length() != text.length() && slashes(decoded) != slashes(text)) {
            throw badEscape();
        }
        return RepositoryName.parse(decoded)
                .orElseThrow(() -> Refusal.because(ErrorCode.NAME_INVALID, "not a repository name"));
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }

    private static Refusal badEscape() {
        return Refusal.because(ErrorCode.NAME_INVALID, "the path is not properly percent-encoded");
    }
}
