package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The identity of the database, in the one row of its settings. */
public final class OwnerRows implements OwnerStore {
    private final Database database;

    public OwnerRows(Database database) {
        this.database = database;
    }

    private static final Sql FIND = Sql.of("SELECT owner, owner_marked FROM settings WHERE owner IS NOT NULL");

    @Override
    public Optional<Owner> find() throws StoreException {
        return database.read(
                "find_owner",
                () -> "read the identity of the database",
                handle -> FIND.query(handle).map((row, context) -> owner(row)).findFirst());
    }

    private static final Sql PROPOSE =
            Sql.of("UPDATE settings SET owner = coalesce(owner, :id) RETURNING owner, owner_marked");

    @Override
    public Owner propose(String id) throws StoreException {
        return database.write(
                "propose_owner",
                () -> "give the database an identity",
                handle -> PROPOSE.query(handle)
                        .bind("id", id)
                        .map((row, context) -> owner(row))
                        .one());
    }

    private static Owner owner(ResultSet row) throws SQLException {
        return new Owner(row.getString(1), row.getBoolean(2));
    }

    private static final Sql CONFIRM = Sql.of("UPDATE settings SET owner_marked = true WHERE owner = :id");

    @Override
    public void confirm(String id) throws StoreException {
        database.write(
                "confirm_owner",
                () -> "record that storage is marked",
                handle -> CONFIRM.update(handle).bind("id", id).execute());
    }

    private static final Sql REPLACE = Sql.of("UPDATE settings SET owner = :id, owner_marked = false");

    @Override
    public void replace(String id) throws StoreException {
        database.write(
                "replace_owner",
                () -> "replace the identity of the database",
                handle -> REPLACE.update(handle).bind("id", id).execute());
    }
}
