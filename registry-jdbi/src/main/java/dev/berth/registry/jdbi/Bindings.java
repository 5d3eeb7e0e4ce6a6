package dev.berth.registry.jdbi;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StorageKey;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.spi.JdbiPlugin;

/** How the nouns become parameters. */
final class Bindings implements JdbiPlugin {

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        jdbi.registerArgument(new Converting<>(Digest.class, Types.BINARY, DigestBytes::of));
        jdbi.registerArgument(new Converting<>(RepositoryName.class, Types.VARCHAR, RepositoryName::value));
        jdbi.registerArgument(new Converting<>(Tag.class, Types.VARCHAR, Tag::value));
        jdbi.registerArgument(new Converting<>(StorageKey.class, Types.VARCHAR, StorageKey::value));
        jdbi.registerArgument(new Converting<>(UploadId.class, Types.OTHER, id -> UUID.fromString(id.value())));
        jdbi.registerArgument(new Converting<>(
                Instant.class, Types.TIMESTAMP_WITH_TIMEZONE, instant -> instant.atOffset(ZoneOffset.UTC)));
        jdbi.registerArgument(new Converting<>(ReviewReason.class, Types.SMALLINT, ReviewReason::code));
        jdbi.registerArrayType(Digest.class, "bytea", DigestBytes::of);
        jdbi.registerArrayType(Tag.class, "text", Tag::value);
        jdbi.registerArrayType(Short.class, "int2");
    }

    private interface Conversion<T> {
        Object of(T value);
    }

    private static final class Converting<T> extends AbstractArgumentFactory<T> {
        private final Class<T> type;
        private final int sqlType;
        private final Conversion<T> conversion;

        Converting(Class<T> type, int sqlType, Conversion<T> conversion) {
            super(sqlType);
            this.type = type;
            this.sqlType = sqlType;
            this.conversion = conversion;
        }

        @Override
        protected Argument build(T value, ConfigRegistry config) {
            Object converted = conversion.of(value);
            return (position, statement, context) -> statement.setObject(position, converted, sqlType);
        }
    }
}
