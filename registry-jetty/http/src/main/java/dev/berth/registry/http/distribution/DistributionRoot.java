package dev.berth.registry.http.distribution;

import static dev.berth.registry.http.Method.DELETE;
import static dev.berth.registry.http.Method.GET;
import static dev.berth.registry.http.Method.HEAD;
import static dev.berth.registry.http.Method.PATCH;
import static dev.berth.registry.http.Method.POST;
import static dev.berth.registry.http.Method.PUT;
import static dev.berth.registry.http.Operation.inBudget;

import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.Operation.Handler;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.gitlab.GitlabHeaders;
import java.util.List;

/** The table of {@code /v2/} (OCI Distribution Specification, "Endpoints"; Docker Registry HTTP API V2, "Detail"). */
public final class DistributionRoot {
    /** Every answer carries it, those included that a server gives before the path is known. */
    public static final HttpHeader API_VERSION =
            new HttpHeader(HeaderName.DOCKER_DISTRIBUTION_API_VERSION, "registry/2.0");

    private static final HttpBody EMPTY_OBJECT = Json.body(json -> {
        json.writeStartObject();
        json.writeEndObject();
    });

    private DistributionRoot() {}

    /** The table for these settings. The first template that a path matches decides: uploads stand before blobs. */
    public static ApiRoot of(ProtocolConfig settings) {
        ApiRoot.Builder root = ApiRoot.below("/v2/").header(API_VERSION);
        List<HttpHeader> features = GitlabHeaders.of(settings);
        root.endpoint("/v2/").immediate().read(Needs.ENTRY, call -> ping(features));
        lists(root, settings);
        manifests(root, new ManifestEndpoint());
        uploads(root, new StartEndpoint(), new SessionEndpoint());
        blobs(root, new BlobEndpoint(settings));
        return root.build();
    }

    private static void lists(ApiRoot.Builder root, ProtocolConfig settings) {
        ListEndpoints lists = new ListEndpoints(settings);
        Handler referrers = new ReferrersEndpoint(settings)::list;
        root.endpoint("/v2/_catalog").read(Needs.CATALOG, inBudget(lists::catalog));
        root.endpoint("/v2/{name}/tags/list").read(Needs.PULL, inBudget(lists::tags));
        root.endpoint("/v2/{name}/referrers/{digest}").read(Needs.PULL, inBudget(referrers));
    }

    private static void manifests(ApiRoot.Builder root, ManifestEndpoint manifests) {
        root.endpoint("/v2/{name}/manifests/{reference}")
                .on(GET, Needs.PULL, inBudget(manifests::get))
                .on(HEAD, Needs.PULL, inBudget(manifests::head))
                .on(PUT, Needs.PUSH, manifests::put)
                .on(DELETE, Needs.DELETE, manifests::delete);
        root.endpoint("/v2/{name}/tags/reference/{tag}").on(DELETE, Needs.DELETE, manifests::deleteTag);
    }

    private static void uploads(ApiRoot.Builder root, StartEndpoint start, SessionEndpoint session) {
        root.endpoint("/v2/{name}/blobs/uploads/").on(POST, StartEndpoint.NEEDS, start::post);
        root.endpoint("/v2/{name}/blobs/uploads/{uuid}")
                .on(GET, Needs.PUSH, session::get)
                .on(PATCH, Needs.PUSH, session::patch)
                .on(PUT, Needs.PUSH, session::put)
                .on(DELETE, Needs.PUSH, session::delete);
    }

    private static void blobs(ApiRoot.Builder root, BlobEndpoint blobs) {
        root.endpoint("/v2/{name}/blobs/{digest}")
                .on(GET, Needs.PULL, blobs::get)
                .on(HEAD, Needs.PULL, blobs::head)
                .on(DELETE, Needs.DELETE, blobs::delete);
    }

    /** The location of something below the repository of a request, {@code manifests/latest} for example. */
    static String location(AuthorizedRequest call, String belowRepository) {
        return call.request().linkBase() + "/v2/" + call.repository() + "/" + belowRepository;
    }

    private static HttpAnswer ping(List<HttpHeader> features) {
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .with(features)
                .body(EMPTY_OBJECT)
                .build();
    }
}
