package dev.berth.registry.http.gitlab;

import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.field.Percent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links to other pages of a list (RFC 8288). All parameters of the request are kept. */
final class Links {
    private final AuthorizedRequest call;
    private final List<String> links = new ArrayList<>();

    private Links(AuthorizedRequest call) {
        this.call = call;
    }

    static Links of(AuthorizedRequest call) {
        return new Links(call);
    }

    Links previous(boolean exists, String before, int limit, List<String> kept) {
        return add(exists, "previous", "before", before, limit, kept);
    }

    Links next(boolean exists, String last, int limit, List<String> kept) {
        return add(exists, "next", "last", last, limit, kept);
    }

    private Links add(boolean exists, String rel, String parameter, String marker, int limit, List<String> kept) {
        if (exists) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("n", Integer.toString(limit));
            parameters.put(parameter, marker);
            kept.forEach(name -> call.query().first(name).ifPresent(value -> parameters.put(name, value)));
            links.add("<" + GitlabRoot.location(call) + "?" + text(parameters) + ">; rel=\"" + rel + "\"");
        }
        return this;
    }

    private static String text(Map<String, String> parameters) {
        List<String> texts = new ArrayList<>();
        parameters.forEach((name, value) -> texts.add(name + "=" + Percent.encode(value)));
        return String.join("&", texts);
    }

    /** The header field; empty when there is no other page. */
    Optional<HttpHeader> header() {
        return links.isEmpty()
                ? Optional.empty()
                : Optional.of(new HttpHeader(HeaderName.LINK, String.join(", ", links)));
    }

    /** 301 to the same path with a slash. */
    static HttpAnswer withSlash(AuthorizedRequest call) {
        String query = call.request().query();
        String location = GitlabRoot.location(call) + "/" + (query.isEmpty() ? "" : "?" + query);
        return HttpAnswer.of(301).with(HeaderName.LOCATION, location).build();
    }
}
