package dev.berth.registry.jdbi.sql;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The types of the registry as parameters, as elements of arrays and as columns. The plugin for PostgreSQL knows its
 * own; without that plugin's large objects, which would cost each handle something and need the driver's own connection
 * (docs/decisions/0014).
 */
final class RegistryTypes extends PostgresPlugin {
    @Override
    public void customizeJdbi(Jdbi jdbi) {
        super.customizeJdbi(jdbi);
        jdbi.registerArgument(new Parameters());
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Short.class, "int2");
        jdbi.registerArrayType(Instant.class, "timestamptz", Instant::toString);
        jdbi.registerArrayType(Digest.class, "bytea", digest -> bytea(DigestBytes.of(digest)));
        jdbi.registerArrayType(byte[].class, "bytea", RegistryTypes::bytea);
        jdbi.registerArrayType(Tag.class, "text", Tag::value);
        jdbi.registerArrayType(StorageKey.class, "text", StorageKey::value);
        jdbi.registerColumnMapper(Digest.class, (row, column, context) -> digest(row, column));
        jdbi.registerColumnMapper(
                RepositoryName.class, (row, column, context) -> new RepositoryName(row.getString(column)));
        jdbi.registerColumnMapper(StorageKey.class, (row, column, context) -> new StorageKey(row.getString(column)));
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> instant(row, column));
    }

    @Override
    public Handle customizeHandle(Handle handle) {
        return handle;
    }

    /** Bytes as an element of an array, where the driver takes texts only. */
    private static @Nullable String bytea(byte @Nullable [] bytes) {
        return bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
    }

    private static @Nullable Digest digest(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : DigestBytes.parse(bytes);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static final class Parameters implements ArgumentFactory.Preparable {
        private static final Map<Type, Function<Object, Argument>> TYPES = Map.of(
                Digest.class, value -> bytes(DigestBytes.of((Digest) value)),
                RepositoryName.class, value -> text(((RepositoryName) value).value()),
                Tag.class, value -> text(((Tag) value).value()),
                StorageKey.class, value -> text(((StorageKey) value).value()),
                Instant.class, value -> object(((Instant) value).atOffset(ZoneOffset.UTC)),
                ReviewReason.class, value -> object(ReasonCodes.of((ReviewReason) value)),
                UploadId.class, value -> object(UUID.fromString(((UploadId) value).value())));

        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            return Optional.ofNullable(TYPES.get(type));
        }

        private static Argument text(String value) {
            return (position, statement, context) -> statement.setString(position, value);
        }

        private static Argument bytes(byte[] value) {
            return (position, statement, context) -> statement.setBytes(position, value);
        }

        private static Argument object(Object value) {
            return (position, statement, context) -> statement.setObject(position, value);
        }
    }
}
