package dev.berth.registry.http.management;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import java.util.Set;

/** Deleted tags that can come back. */
final class DeletedTagsEndpoint {
    private static final String LIST = "deleted-tags";

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), LIST));
        Page<DeletedTag> page = call.registry().tags().deleted(call.repository(), request);
        return PageJson.page(
                page.items(), Cursor.next(LIST, page, tag -> tag.tag().value()), (tag, json) -> {
                    json.writeStartObject();
                    json.writeStringField("name", tag.tag().value());
                    json.writeStringField("digest", tag.digest().toString());
                    Times.write("deleted_at", tag.deleted(), json);
                    json.writeEndObject();
                });
    }

    HttpAnswer undelete(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        Tag tag = TagsEndpoint.tag(call);
        call.require(Set.of(new Permission.OnTag(call.repository(), tag, Action.PUSH)));
        Digest digest = call.registry().tags().undelete(call.repository(), tag);
        return PageJson.object(json -> {
            json.writeStringField("name", tag.value());
            json.writeStringField("digest", digest.toString());
        });
    }
}
