package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.Labels;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.jdbi.sql.Transactions;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ManifestProperties;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts manifests: one round trip, however many references and tags. */
public final class ManifestPut {
    private final Database database;

    ManifestPut(Database database) {
        this.database = database;
    }

    PutOutcome put(RepositoryName repository, NewManifest manifest) throws StoreException {
        return database.direct()
                .writeInNew(
                        "put_manifest",
                        repository,
                        () -> "put manifest " + repository + "@"
                                + manifest.manifest().digest(),
                        (connection, bucket) -> put(connection, bucket, repository, manifest),
                        outcome -> outcome instanceof PutOutcome.Stored);
    }

    /** Tags that may not be moved decide late, when others are set already: then all of it is undone. */
    private PartitionResult<PutOutcome> put(
            Connection connection, int bucket, RepositoryName repository, NewManifest manifest) throws SQLException {
        OutboxInsert outboxInsert = new OutboxInsert(repository, manifest.events(), database.now());
        List<Tag> tags = manifest.tags().stream().distinct().sorted().toList();
        List<Tag> immutable =
                tags.stream().filter(manifest.immutable()::contains).toList();
        List<Digest> children = children(manifest);
        Transactions.Step<PartitionResult<PutOutcome>> put = () -> bind(
                        PutStatements.on(connection, bucket, outboxInsert, children, tags, immutable),
                        outboxInsert,
                        manifest,
                        !children.isEmpty())
                .rows(rows -> result(rows, manifest, immutable));
        return immutable.isEmpty()
                ? put.run()
                : Transactions.allOrNothing(connection, put, answer -> answer.value() instanceof PutOutcome.Stored);
    }

    private static Prepared bind(Prepared put, OutboxInsert outboxInsert, NewManifest manifest, boolean isIndex)
            throws SQLException {
        put.bind("path", outboxInsert.repository())
                .bind("now", outboxInsert.now())
                .bind("putUntagged", ReviewReason.PUT_UNTAGGED)
                .bind("remember", manifest.missing() == MissingReferences.REMEMBER);
        bindReferences(put, references(manifest), isIndex);
        bindManifest(put, manifest);
        return put;
    }

    private static List<ManifestReference> references(NewManifest manifest) {
        return manifest.references().stream()
                .sorted(Comparator.comparing(ManifestReference::digest))
                .toList();
    }

    /** The types are compared for an index only. */
    private static void bindReferences(Prepared put, List<ManifestReference> references, boolean isIndex)
            throws SQLException {
        List<@Nullable Long> sizes = new ArrayList<>();
        List<@Nullable String> types = new ArrayList<>();
        for (ManifestReference reference : references) {
            sizes.add(size(reference));
            types.add(type(reference));
        }
        put.bindDigests(
                        "digests",
                        references.stream().map(ManifestReference::digest).toList())
                .bindNumbers(
                        "targets", references.stream().map(ManifestPut::wanted).toList())
                .bindIds("sizes", sizes);
        if (isIndex) {
            put.bindTexts("types", types);
        }
    }

    private static @Nullable Long size(ManifestReference reference) {
        return reference.size().isPresent() ? reference.size().getAsLong() : null;
    }

    private static @Nullable String type(ManifestReference reference) {
        return reference.mediaType().map(MediaType::value).orElse(null);
    }

    private static List<Digest> children(NewManifest manifest) {
        return manifest.references().stream()
                .filter(reference -> reference.target() == Target.MANIFEST_OR_BLOB)
                .map(ManifestReference::digest)
                .toList();
    }

    private static void bindManifest(Prepared put, NewManifest manifest) throws SQLException {
        Optional<Descriptor> referrer = manifest.referrer();
        ManifestProperties properties = manifest.properties();
        put.bind("kind", properties.kind().value())
                .bind("labels", Labels.format(properties.annotations()))
                .bind("digest", manifest.manifest().digest())
                .bind("mediaType", manifest.manifest().mediaType().value())
                .bind("payload", bytes(manifest.manifest().content()))
                .bind(
                        "config",
                        manifest.properties()
                                .config()
                                .map(Descriptor::digest)
                                .map(DigestBytes::of)
                                .orElse(null))
                .bind(
                        "configType",
                        manifest.properties()
                                .config()
                                .map(Descriptor::mediaType)
                                .map(MediaType::value)
                                .orElse(null))
                .bind("subject", manifest.subject().map(DigestBytes::of).orElse(null))
                .bind(
                        "artifactType",
                        referrer.flatMap(Descriptor::artifactType)
                                .map(MediaType::value)
                                .orElse(null))
                .bind(
                        "annotations",
                        referrer.map(Descriptor::annotations)
                                .map(Annotations::format)
                                .orElse(null));
    }

    /** One row, or one for each reference that may be refused; none when there is no such repository. */
    private static PartitionResult<PutOutcome> result(ResultSet rows, NewManifest manifest, List<Tag> immutable)
            throws SQLException {
        if (!rows.next()) {
            return PartitionResult.nowhere(new PutOutcome.Missing(new TreeSet<>()));
        }
        PartitionResult<List<Tag>> first =
                PartitionResult.of(rows, immutable.isEmpty() ? List.of() : tags(rows.getArray(7)));
        Map<Digest, Target> targets = rows.getBytes(2) == null ? Map.of() : targets(manifest);
        SortedSet<Digest> missing = new TreeSet<>();
        Set<ManifestReference> contradicted = new HashSet<>();
        do {
            byte[] name = rows.getBytes(2);
            if (name != null) {
                Digest digest = DigestBytes.parse(name);
                if (rows.getBoolean(3)) {
                    missing.add(digest);
                }
                if (rows.getBoolean(4)) {
                    contradicted.add(stored(digest, rows, targets));
                }
            }
        } while (rows.next());
        return first.map(set -> outcome(missing, contradicted, set, manifest, immutable));
    }

    private static PutOutcome outcome(
            SortedSet<Digest> missing,
            Set<ManifestReference> contradicted,
            List<Tag> set,
            NewManifest manifest,
            List<Tag> immutable) {
        if (!missing.isEmpty() && manifest.missing() == MissingReferences.REFUSE) {
            return new PutOutcome.Missing(missing);
        }
        if (!contradicted.isEmpty()) {
            return new PutOutcome.Contradicted(contradicted);
        }
        TreeSet<Tag> taken = new TreeSet<>(immutable);
        set.forEach(taken::remove);
        return taken.isEmpty() ? new PutOutcome.Stored() : new PutOutcome.Immutable(taken);
    }

    private static Map<Digest, Target> targets(NewManifest manifest) {
        return manifest.references().stream()
                .collect(Collectors.toMap(
                        ManifestReference::digest, ManifestReference::target, (first, second) -> first));
    }

    private static ManifestReference stored(Digest digest, ResultSet row, Map<Digest, Target> targets)
            throws SQLException {
        return new ManifestReference(
                digest,
                Objects.requireNonNull(targets.get(digest)),
                OptionalLong.of(row.getLong(5)),
                Optional.ofNullable(row.getString(6)).map(MediaType::new));
    }

    private static List<Tag> tags(@Nullable Array names) throws SQLException {
        return names == null
                ? List.of()
                : Stream.of((String[]) names.getArray()).map(Tag::new).toList();
    }

    private static short wanted(ManifestReference reference) {
        return reference.acceptsBlob() ? code(reference) : PutStatements.MANIFEST_ONLY;
    }

    public static short code(ManifestReference reference) {
        return switch (reference.target()) {
            case BLOB -> 0;
            case MANIFEST_OR_BLOB -> 1;
            case CONFIG -> 2;
        };
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
