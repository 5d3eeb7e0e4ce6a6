package dev.berth.registry.http.distribution;

import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.field.Paging;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Lists of names: the catalog and the tags of a repository. */
final class ListEndpoints {
    /**
     * The usual length of a name with quotes and comma: an estimate, so that long lists are not copied repeatedly
     * during their growth.
     */
    private static final int USUAL_LENGTH = 16;

    private final ProtocolConfig settings;

    ListEndpoints(ProtocolConfig settings) {
        this.settings = settings;
    }

    HttpAnswer catalog(AuthorizedRequest call) {
        PageRequest request = Paging.request(call.query(), settings.catalogPage());
        Page<RepositoryName> page = call.registry().catalog().list(request, call.visible());
        HttpAnswer.Builder answer = HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .body(names("{\"repositories\":", page.items(), RepositoryName::value));
        String location = call.request().linkBase() + "/v2/_catalog";
        Paging.next(page, request, location, RepositoryName::value).ifPresent(answer::with);
        return answer.build();
    }

    HttpAnswer tags(AuthorizedRequest call) {
        PageRequest request = Paging.request(call.query(), settings.tagPage());
        Page<Tag> page = call.registry().tags().list(call.repository(), request);
        HttpAnswer.Builder answer = HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .body(names("{\"name\":\"" + call.repository() + "\",\"tags\":", page.items(), Tag::value));
        Paging.next(page, request, DistributionRoot.location(call, "tags/list"), Tag::value)
                .ifPresent(answer::with);
        return answer.build();
    }

    /**
     * An object whose last member is an array of names. They have nothing to escape; looking would be half the cost.
     */
    private static <N> HttpBody names(String before, List<N> items, Function<N, String> name) {
        StringBuilder object = new StringBuilder(before.length() + USUAL_LENGTH * (items.size() + 1));
        object.append(before);
        String separator = "[\"";
        for (N item : items) {
            object.append(separator).append(name.apply(item));
            separator = "\",\"";
        }
        object.append(items.isEmpty() ? "[]}" : "\"]}");
        return new HttpBody.Bytes(ByteBuffer.wrap(object.toString().getBytes(StandardCharsets.US_ASCII)));
    }
}
