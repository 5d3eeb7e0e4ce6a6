package dev.berth.registry.jdbi;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StorageKey;
import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** How the nouns become parameters. What parameters were does not get into messages. */
final class Bindings implements JdbiPlugin {

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        Nouns nouns = new Nouns();
        nouns.add(RepositoryName.class, Types.VARCHAR, RepositoryName::value);
        nouns.add(StorageKey.class, Types.VARCHAR, StorageKey::value);
        nouns.add(UploadId.class, Types.OTHER, id -> UUID.fromString(id.value()));
        nouns.add(Instant.class, Types.TIMESTAMP_WITH_TIMEZONE, instant -> instant.atOffset(ZoneOffset.UTC));
        jdbi.registerArgument(nouns);
        jdbi.configure(StatementExceptions.class, texts -> texts.setMessageRendering(MessageRendering.NONE));
    }

    private static final class Nouns implements ArgumentFactory.Preparable {
        private final Map<Type, Function<Object, Argument>> conversions = new HashMap<>();

        <T> void add(Class<T> type, int sqlType, Function<T, Object> conversion) {
            conversions.put(type, value -> {
                Object converted = conversion.apply(type.cast(value));
                return (position, statement, context) -> statement.setObject(position, converted, sqlType);
            });
        }

        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            return Optional.ofNullable(conversions.get(type));
        }
    }
}
