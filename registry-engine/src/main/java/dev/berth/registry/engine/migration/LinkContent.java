package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contents of links, as far as the MD5 that a store lists shows them. For one thread. */
final class LinkContent {
    private final Collection<Digest> revisions;
    private @Nullable Map<String, Digest> byMd5;

    /** @param revisions the manifests of the repository, which any of its tags may name */
    LinkContent(Collection<Digest> revisions) {
        this.revisions = revisions;
    }

    /** The manifest that a tag names, of those it named once or of all; empty unless the listed MD5 is that of one. */
    Optional<Digest> shown(ClassicTag tag) {
        Optional<StoredObject> current = tag.current();
        if (current.isEmpty() || current.get().md5().isEmpty()) {
            return Optional.empty();
        }
        Optional<Digest> entry = tag.entries().stream()
                .filter(digest -> isIn(current.get(), digest))
                .findFirst();
        return entry.or(
                () -> Optional.ofNullable(known().get(current.get().md5().get())));
    }

    /** True when the listed MD5 is that of a link to this digest. */
    static boolean isIn(StoredObject link, Digest digest) {
        return link.md5().isPresent() && link.md5().get().equals(md5(digest));
    }

    private Map<String, Digest> known() {
        if (byMd5 == null) {
            byMd5 = new HashMap<>();
            for (Digest revision : revisions) {
                byMd5.put(md5(revision), revision);
            }
        }
        return byMd5;
    }

    private static String md5(Digest digest) {
        try {
            byte[] link = digest.toString().getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(link));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
