package dev.berth.registry.engine.notification;

import dev.berth.registry.event.Actor;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.event.EventTarget;
import dev.berth.registry.event.Origin;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Events to tell. */
final class Events {
    static final RepositoryName REPOSITORY = new RepositoryName("team/app");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
    private static final EventNode NODE = new EventNode(Optional.of("registry:5000"), "instance");
    private static final Digest DIGEST = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(new byte[3]));

    private Events() {}

    static Event whole(EventAction action) {
        EventTarget target = new EventTarget(
                REPOSITORY,
                Optional.of(DIGEST),
                Optional.of(MediaType.OCI_MANIFEST),
                OptionalLong.of(123),
                Optional.of(new Tag("latest")),
                Optional.of(new RepositoryName("other/app")));
        Origin origin = new Origin(
                Optional.of("r1"),
                Optional.of("192.0.2.1"),
                Optional.of("registry"),
                Optional.of("PUT"),
                Optional.of("curl"),
                new Actor(Optional.of("alice"), Optional.of("personal_access_token"), Optional.of("token")),
                Optional.of("https://registry"));
        return new Event(UUID.randomUUID().toString(), NOW, action, target, origin, NODE);
    }

    static Event bare(EventAction action) {
        return event(action, REPOSITORY, Optional.empty(), Origin.UNKNOWN);
    }

    static Event by(String actor) {
        return event(
                EventAction.PUSH,
                REPOSITORY,
                Optional.empty(),
                new Origin(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(actor),
                        new Actor(Optional.of(actor), Optional.of(actor), Optional.of(actor)),
                        Optional.empty()));
    }

    /** The push of a tag. */
    static Event of(RepositoryName repository, String tag) {
        return event(EventAction.PUSH, repository, Optional.of(new Tag(tag)), Origin.UNKNOWN);
    }

    private static Event event(EventAction action, RepositoryName repository, Optional<Tag> tag, Origin origin) {
        EventTarget target = new EventTarget(
                repository, Optional.empty(), Optional.empty(), OptionalLong.empty(), tag, Optional.empty());
        return new Event(UUID.randomUUID().toString(), NOW, action, target, origin, NODE);
    }
}
