package dev.berth.registry.http.distribution;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.MountSource;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.http.Route;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The beginning of a blob upload: by mount, in one request, or through a session (OCI Distribution Specification,
 * "Pushing blobs", "Mounting a blob from another repository").
 */
final class StartEndpoint {
    /** To push; a challenge for a mount also names the pull from its source, without which the client uploads. */
    static final Needs NEEDS = new Needs() {
        @Override
        public Set<Permission> of(Route route, Query query) {
            return PUSH.of(route, query);
        }

        @Override
        public Set<Permission> requested(Route route, Query query) {
            Set<Permission> requested = new HashSet<>(of(route, query));
            query.first("mount")
                    .flatMap(mount -> query.first("from"))
                    .flatMap(RepositoryName::parse)
                    .ifPresent(source -> requested.add(new Permission.OnRepository(source, Action.PULL)));
            return requested;
        }
    };

    HttpAnswer post(AuthorizedRequest call) {
        Optional<String> mount = call.query().first("mount");
        if (mount.isPresent()) {
            return mount(call, mount.get());
        }
        Optional<String> digest = call.query().first("digest");
        return digest.isPresent() ? push(call, AuthorizedRequest.digest(digest.get())) : session(call, algorithm(call));
    }

    /** A mount that cannot be is an upload, never an error. */
    private HttpAnswer mount(AuthorizedRequest call, String text) {
        Optional<Digest> digest = Digest.parse(text);
        boolean mounted = digest.isPresent()
                && source(call).isPresent()
                && call.registry()
                        .uploads()
                        .mount(call.repository(), digest.get(), source(call).get());
        return mounted
                ? created(call, digest.get())
                : session(call, digest.map(Digest::algorithm).orElseGet(() -> algorithm(call)));
    }

    private Optional<MountSource> source(AuthorizedRequest call) {
        Optional<String> from = call.query().first("from");
        return from.isEmpty()
                ? Optional.of(new MountSource.Anywhere(name -> mayPull(call, name)))
                : RepositoryName.parse(from.get())
                        .filter(name -> mayPull(call, name))
                        .map(MountSource.From::new);
    }

    private boolean mayPull(AuthorizedRequest call, RepositoryName name) {
        return call.allows(new Permission.OnRepository(name, Action.PULL));
    }

    private HttpAnswer push(AuthorizedRequest call, Digest digest) {
        call.registry().uploads().push(call.repository(), digest, call.request().body());
        return created(call, digest);
    }

    private HttpAnswer session(AuthorizedRequest call, DigestAlgorithm algorithm) {
        return SessionHeaders.answer(202, call, call.registry().uploads().start(call.repository(), algorithm));
    }

    private static DigestAlgorithm algorithm(AuthorizedRequest call) {
        return call.query()
                .first("digest-algorithm")
                .map(name -> DigestAlgorithm.parse(name)
                        .orElseThrow(() -> Refusal.because(
                                ErrorCode.DIGEST_INVALID, "unsupported digest algorithm: use sha256 or sha512")))
                .orElse(DigestAlgorithm.SHA256);
    }

    static HttpAnswer created(AuthorizedRequest call, Digest digest) {
        return HttpAnswer.of(201)
                .with(HeaderName.LOCATION, DistributionRoot.location(call, "blobs/" + digest))
                .with(HeaderName.DOCKER_CONTENT_DIGEST, digest.toString())
                .build();
    }
}
