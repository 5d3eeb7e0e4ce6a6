package dev.berth.registry.http.management;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Manifests that were deleted by their digest and can come back. */
final class DeletedManifestsEndpoint {
    /** To push, and to set every tag, since a manifest comes back with its tags. */
    static final Needs UNDELETE = (route, query) -> {
        Set<Permission> needed = new HashSet<>(Needs.PUSH.of(route, query));
        needed.add(new Permission.OnEveryTag(route.repository().orElseThrow(), Action.PUSH));
        return needed;
    };

    private static final String LIST = "deleted-manifests";

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), LIST));
        Page<Manifest.Deleted> page = call.registry().manifests().deleted(call.repository(), request);
        Optional<String> next =
                Cursor.next(LIST, page, manifest -> manifest.digest().toString());
        return PageJson.page(page.items(), next, (manifest, json) -> {
            json.writeStartObject();
            json.writeStringField("digest", manifest.digest().toString());
            json.writeStringField("media_type", manifest.mediaType().value());
            json.writeNumberField("manifest_size_bytes", manifest.size());
            Times.write("deleted_at", manifest.deleted(), json);
            json.writeEndObject();
        });
    }

    HttpAnswer undelete(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        Digest digest = call.digest();
        int tags = call.registry().manifests().undelete(call.repository(), digest);
        return PageJson.object(json -> {
            json.writeStringField("digest", digest.toString());
            json.writeNumberField("tags", tags);
        });
    }
}
