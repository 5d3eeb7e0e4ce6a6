package dev.berth.registry.acceptance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows that imports write, as texts that two databases have in common after the same imports. */
final class ImportedRows {
    private static final String PATH = "jsonb_build_object('path', r.path)";
    private static final String REPOSITORY = " JOIN repositories r ON r.id = b.repository";

    private ImportedRows() {}

    /** All imported rows, with names in place of numbers, and without the times of the import itself. */
    static List<String> of(TestDatabase database) throws Exception {
        TreeMap<String, String> queries = new TreeMap<>();
        queries.put("repositories", "SELECT to_jsonb(r.path) FROM repositories r");
        queries.put("blobs", "SELECT " + asJson("b") + " FROM blobs b");
        queries.put("blob_links", "SELECT " + asJson("b") + " || " + PATH + " FROM blob_links b" + REPOSITORY);
        queries.put("manifests", "SELECT " + asJson("b") + " || " + PATH + " FROM manifests b" + REPOSITORY);
        queries.put("tags", "SELECT to_jsonb(b) - 'repository' || " + PATH + " FROM tags b" + REPOSITORY);
        queries.put(
                "blob_holders",
                "SELECT to_jsonb(b) - 'repository' || " + PATH + " FROM blob_holders b LEFT" + REPOSITORY);
        queries.put(
                "references",
                "SELECT to_jsonb(b) - 'repository' || jsonb_build_object('manifest', m.digest) || " + PATH
                        + " FROM manifest_references b JOIN manifests m ON m.id = b.manifest" + REPOSITORY);
        queries.put(
                "tag_changes",
                "SELECT jsonb_build_array(r.path, b.digest, sum(b.change)) FROM tag_changes b" + REPOSITORY
                        + " GROUP BY r.path, b.digest");
        queries.put("sources", "SELECT to_jsonb(s) - 'id' FROM import_sources s");
        queries.put(
                "items",
                "SELECT to_jsonb(i) - 'source' || jsonb_build_object('path', s.path) FROM import_items i"
                        + " JOIN import_sources s ON s.id = i.source");
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> query : queries.entrySet()) {
                List<String> table = new ArrayList<>();
                try (ResultSet result = statement.executeQuery(query.getValue())) {
                    while (result.next()) {
                        table.add(query.getKey() + " " + result.getString(1));
                    }
                }
                table.stream().sorted().forEach(rows::add);
            }
        }
        return rows;
    }

    private static String asJson(String row) {
        return "to_jsonb(" + row + ") - 'id' - 'repository' - 'review_since'"
                + " || jsonb_build_object('review', b.review_since IS NOT NULL)";
    }
}
