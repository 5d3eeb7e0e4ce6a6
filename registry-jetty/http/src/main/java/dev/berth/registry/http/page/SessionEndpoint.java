package dev.berth.registry.http.page;

import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.field.Authorization;
import dev.berth.registry.http.session.Session;
import dev.berth.registry.http.session.Sessions;
import java.util.Optional;

/** Begins, shows and ends the session of a browser. */
final class SessionEndpoint {
    private static final HttpHeader NOT_KEPT = new HttpHeader(HeaderName.CACHE_CONTROL, "no-store");

    private final Sessions sessions;

    SessionEndpoint(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The user and the CSRF token of the session; an empty object without one. */
    HttpAnswer show(AuthorizedRequest call) {
        Optional<Session> session = sessions.find(call.request());
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .with(NOT_KEPT)
                .body(Json.body(json -> {
                    json.writeStartObject();
                    if (session.isPresent()) {
                        json.writeStringField("user", session.get().user());
                        json.writeStringField("csrf_token", session.get().csrfToken());
                        json.writeStringField(
                                "expires_at", session.get().expires().toString());
                    }
                    json.writeEndObject();
                }))
                .build();
    }

    /** The credentials were checked before: they are those of the request. */
    HttpAnswer begin(AuthorizedRequest call) {
        return HttpAnswer.of(204)
                .with(NOT_KEPT)
                .with(sessions.begin(call.request(), Authorization.of(call.request())))
                .build();
    }

    HttpAnswer end(AuthorizedRequest call) {
        return HttpAnswer.of(204)
                .with(NOT_KEPT)
                .with(sessions.end(call.request()))
                .build();
    }
}
