package dev.berth.registry.http.distribution;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.http.field.Accept;
import dev.berth.registry.http.field.EntityTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Manifests by tag or digest (OCI Distribution Specification, "Pulling manifests", "Pushing Manifests"). */
final class ManifestEndpoint {
    private static final int MAX_TAGS = 100;
    private static final List<MediaType> KNOWN = List.of(
            MediaType.OCI_MANIFEST,
            MediaType.OCI_INDEX,
            MediaType.DOCKER_MANIFEST,
            MediaType.DOCKER_MANIFEST_LIST,
            MediaType.DOCKER_SCHEMA_1,
            MediaType.DOCKER_SCHEMA_1_SIGNED);

    HttpAnswer get(AuthorizedRequest call) {
        Optional<Manifest> manifest =
                existing(call).flatMap(reference -> call.registry().manifests().find(call.repository(), reference));
        return answer(call, manifest);
    }

    HttpAnswer head(AuthorizedRequest call) {
        Optional<Manifest> manifest =
                existing(call).flatMap(reference -> call.registry().manifests().confirm(call.repository(), reference));
        return answer(call, manifest);
    }

    HttpAnswer put(AuthorizedRequest call) {
        ManifestPush push = push(call);
        call.require(TagPermissions.toPush(call.repository(), push));
        PushedManifest pushed = call.memory()
                .work(() -> call.registry().manifests().put(call.repository(), push.holding(taken(call, push))));
        HttpAnswer.Builder answer = HttpAnswer.of(201)
                .with(HeaderName.LOCATION, DistributionRoot.location(call, "manifests/" + pushed.digest()))
                .with(HeaderName.DOCKER_CONTENT_DIGEST, pushed.digest().toString());
        pushed.subject().ifPresent(subject -> answer.with(HeaderName.OCI_SUBJECT, subject.toString()));
        if (call.query().first("tag").isPresent()) {
            pushed.tags().forEach(tag -> answer.with(HeaderName.OCI_TAG, tag.value()));
        }
        return answer.build();
    }

    /** The tags that this caller may set but not move. */
    private static Set<Tag> taken(AuthorizedRequest call, ManifestPush push) {
        return TagPermissions.set(push)
                .filter(tag -> !call.allows(new Permission.OnTakenTag(call.repository(), tag)))
                .collect(Collectors.toSet());
    }

    HttpAnswer delete(AuthorizedRequest call) {
        Reference reference = existing(call).orElseThrow(() -> unknown(call));
        call.require(TagPermissions.toDelete(call.repository(), reference));
        if (reference instanceof Tag tag) {
            call.registry().tags().delete(call.repository(), tag);
        } else if (reference instanceof Digest digest) {
            call.registry().manifests().delete(call.repository(), digest);
        }
        return HttpAnswer.of(202).build();
    }

    HttpAnswer deleteTag(AuthorizedRequest call) {
        Tag tag = Tag.parse(call.argument()).orElseThrow(() -> unknown(call));
        call.require(TagPermissions.toDelete(call.repository(), tag));
        call.registry().tags().delete(call.repository(), tag);
        return HttpAnswer.of(202).build();
    }

    private HttpAnswer answer(AuthorizedRequest call, Optional<Manifest> found) {
        Manifest named = found.orElseThrow(() -> unknown(call));
        Manifest manifest = negotiated(call, named);
        boolean known = EntityTag.isKnownTo(call.request(), manifest.digest());
        HttpAnswer.Builder answer = HttpAnswer.of(known ? 304 : 200);
        if (isNegotiable(call, named)) {
            answer.with(HeaderName.VARY, HeaderName.ACCEPT.toString());
        }
        return answer.with(HeaderName.CONTENT_TYPE, manifest.mediaType().value())
                .with(HeaderName.DOCKER_CONTENT_DIGEST, manifest.digest().toString())
                .with(HeaderName.ETAG, EntityTag.of(manifest.digest()))
                .body(known ? HttpBody.NONE : new HttpBody.Bytes(manifest.content()))
                .build();
    }

    /** A client that knows single images only and asks for a list by tag gets one of them (Docker API V2). */
    private Manifest negotiated(AuthorizedRequest call, Manifest manifest) {
        return isNegotiable(call, manifest) && Accept.wantsSingleImage(call.request())
                ? call.registry()
                        .manifests()
                        .findForPlatform(call.repository(), manifest, Platform.LINUX_AMD64)
                        .orElse(manifest)
                : manifest;
    }

    private static boolean isNegotiable(AuthorizedRequest call, Manifest manifest) {
        return manifest.mediaType().equals(MediaType.DOCKER_MANIFEST_LIST)
                && call.argument().indexOf(':') < 0;
    }

    private ManifestPush push(AuthorizedRequest call) {
        Reference reference = pushed(call);
        List<Tag> tags = tags(call, reference);
        return new ManifestPush(
                reference,
                tags,
                mediaType(call),
                BoundedBody.read(call.request(), call.registry().manifests().maxBytes(), call.memory()));
    }

    private static List<Tag> tags(AuthorizedRequest call, Reference reference) {
        List<String> texts = call.query().all("tag");
        if (texts.isEmpty()) {
            return List.of();
        }
        if (reference instanceof Tag) {
            throw Refusal.because(ErrorCode.TAG_INVALID, "tag parameters require a push by digest");
        }
        if (texts.size() > MAX_TAGS) {
            throw Refusal.because(414, ErrorCode.TAG_INVALID, "at most " + MAX_TAGS + " tags at a time");
        }
        return texts.stream()
                .map(text -> Tag.parse(text).orElseThrow(ManifestEndpoint::badTag))
                .distinct()
                .toList();
    }

    private static Optional<MediaType> mediaType(AuthorizedRequest call) {
        return call.request()
                .header(HeaderName.CONTENT_TYPE)
                .map(text -> MediaType.parse(text)
                        .map(ManifestEndpoint::asWeWriteIt)
                        .orElseThrow(() ->
                                Refusal.because(ErrorCode.MANIFEST_INVALID, "the Content-Type is not a media type")));
    }

    /**
     * The types of a field do not differ in case (RFC 9110, section 8.3.1); those in a manifest are compared as text.
     */
    private static MediaType asWeWriteIt(MediaType type) {
        return KNOWN.stream()
                .filter(known -> known.value().equalsIgnoreCase(type.value()))
                .findFirst()
                .orElse(type);
    }

    /** Text that is neither a tag nor a digest names nothing; text in the form of a digest has a separate error. */
    private static Optional<Reference> existing(AuthorizedRequest call) {
        Optional<Reference> reference = Reference.parse(call.argument());
        if (reference.isEmpty() && call.argument().indexOf(':') >= 0) {
            call.digest();
        }
        return reference;
    }

    private static Reference pushed(AuthorizedRequest call) {
        return existing(call).orElseThrow(ManifestEndpoint::badTag);
    }

    private static Refusal badTag() {
        return Refusal.because(ErrorCode.TAG_INVALID, "not a tag: [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    }

    private static Refusal unknown(AuthorizedRequest call) {
        return Refusal.because(ErrorCode.MANIFEST_UNKNOWN, "no such manifest in " + call.repository());
    }
}
