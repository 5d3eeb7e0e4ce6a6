package dev.berth.registry.examples.benchmark;

import dev.berth.registry.Insights;
import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagPattern;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Annotation;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Median, 99th percentile and processor time (of this process and of PostgreSQL) of the calls behind the management
 * APIs with 10,000 repositories and 10,000 tags, the same with 1,000,000 tags, and the growth of the processor time,
 * which depends less on other load of the machine. Takes the number of repositories, 10,000 by default; the larger
 * number of tags is a hundred times that.
 */
public final class InsightBenchmark {
    private static final int WARM_UP = 10;
    private static final int CALLS = 100;
    private static final int TAGS_OF_A_MANIFEST = 10;
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final RepositoryName ALL = new RepositoryName("g");

    private final Registry registry;
    private final Insights insights;
    private final ProcessorTime processor;
    private final int repositories;
    private final int tags;
    private final SplittableRandom random = new SplittableRandom(1);

    private InsightBenchmark(Registry registry, ProcessorTime processor, int repositories, int tags) {
        this.registry = registry;
        this.insights = registry.insights();
        this.processor = processor;
        this.repositories = repositories;
        this.tags = tags;
    }

    /** Median, 99th percentile and processor time of a call, in milliseconds. */
    private record Times(double median, double worst, double busy) {}

    private interface Call {
        Object run();
    }

    /** Runs it and prints a line for each call. */
    public static void main(String[] arguments) throws IOException, StoreException, SQLException {
        int repositories = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        Map<String, Times> few = measure(repositories, 1);
        Map<String, Times> many = measure(repositories, 100);
        System.out.printf("%,d repositories; %,d and %,d tags%n", repositories, repositories, repositories * 100);
        many.forEach((name, times) -> print(name, Objects.requireNonNull(few.get(name), name), times));
    }

    private static void print(String name, Times few, Times many) {
        System.out.printf(
                "  %-34s %7.2f -> %7.2f ms (p99 %7.2f -> %7.2f), processor %6.2f -> %6.2f ms, growth %.1f%n",
                name,
                few.median(),
                many.median(),
                few.worst(),
                many.worst(),
                few.busy(),
                many.busy(),
                many.busy() / few.busy());
    }

    private static Map<String, Times> measure(int repositories, int tags)
            throws IOException, StoreException, SQLException {
        try (TestBed bed = TestBed.open(1)) {
            fill(bed, repositories, tags);
            long begun = System.nanoTime();
            while (bed.metadata().insights().sizes().count(1_000) > 0) {
                // until every change is counted
            }
            System.out.printf("counted in %.1f s%n", (System.nanoTime() - begun) / 1e9);
            bed.analyze();
            Registry registry = RegistryEngine.over(bed.metadata(), bed.storage());
            return new InsightBenchmark(registry, bed.processorTime(), repositories, tags).all();
        }
    }

    /** Each repository has its share of tags; ten name one manifest, with a layer of its own and a shared one. */
    private static void fill(TestBed bed, int repositories, int tags) throws SQLException {
        int manifests = (tags + TAGS_OF_A_MANIFEST - 1) / TAGS_OF_A_MANIFEST;
        String each = " FROM generate_series(1, " + repositories + ") r, generate_series(1, " + manifests + ") m";
        String digest = "'\\x01'::bytea || sha256((r || ' ' || m)::bytea)";
        String layer = "'\\x01'::bytea || sha256((r || ' layer ' || m)::bytea)";
        String shared = "'\\x01'::bytea || sha256(('shared ' || r % 100)::bytea)";
        try (Connection connection = bed.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET synchronous_commit = off");
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("INSERT INTO repositories (path, bucket, created)"
                    + " SELECT 'g/' || r / 100 || '/app-' || r, 0, now() FROM generate_series(1, " + repositories
                    + ") r");
            statement.execute(
                    "INSERT INTO manifests (id, repository, digest, bucket, media_type, payload, kind, labels,"
                            + " created, touched) SELECT r::bigint * 1000 + m, r, " + digest
                            + ", 0, 'application/vnd.oci.image.manifest.v1+json',"
                            + " decode(repeat(md5(r"
                            + " || 'x' || m), 20),"
                            + " 'hex'), CASE WHEN r %"
                            + " 50 = 0 THEN"
                            + " 'helm-chart' ELSE"
                            + " 'image' END, CASE"
                            + " WHEN r % 1000 = 0"
                            + " THEN"
                            + " ARRAY['" + label() + "'::uuid] END, now(), now()" + each);
            statement.execute(
                    "INSERT INTO manifest_references (repository, digest, manifest, target, bucket) SELECT r, "
                            + layer + ", r::bigint * 1000 + m, 0, 0" + each + " UNION ALL SELECT r, " + shared
                            + ", r::bigint * 1000 + m, 0, 0" + each);
            statement.execute(
                    "INSERT INTO blob_links (repository, digest, bucket, size, key, created, touched) SELECT r, "
                            + layer + ", 0, 1000 + r * 7 + m, '', now(), now()" + each + " UNION ALL SELECT r, "
                            + shared
                            + ", 0, 5000, '', now(), now() FROM generate_series(1, " + repositories + ") r");
            statement.execute("INSERT INTO blob_holders (digest, repository, bucket) SELECT digest, repository, 0"
                    + " FROM blob_links");
            statement.execute("INSERT INTO tags (repository, name, digest, bucket, created, updated, kind) SELECT r,"
                    + " 'v1.' || t || '-' || substr(md5(r || ' ' || t), 1, 8), '\\x01'::bytea || sha256((r || ' ' || (t + "
                    + (TAGS_OF_A_MANIFEST - 1) + ") / " + TAGS_OF_A_MANIFEST + ")::bytea), 0,"
                    + " now() - t * interval '1 minute', now() - t * interval '1 minute',"
                    + " CASE WHEN r % 50 = 0 THEN 'helm-chart' ELSE 'image' END"
                    + " FROM generate_series(1, " + repositories + ") r, generate_series(1, " + tags + ") t");
            statement.execute("INSERT INTO tag_changes (repository, digest, change)"
                    + " SELECT repository, digest, count(*) FROM tags GROUP BY repository, digest");
            statement.execute("INSERT INTO usage (repository, kind, name, pulls, pushes, pulled, used)"
                    + " SELECT repository, 1, convert_to(name, 'UTF8'), 5, 1, now(), now() FROM tags");
            statement.execute("INSERT INTO usage_days (repository, day, pulls, pushes)"
                    + " SELECT r, current_date - d, r % 97, 1 FROM generate_series(1, " + repositories
                    + ") r, generate_series(0, 6) d");
            statement.execute("VACUUM ANALYZE");
        }
    }

    /** The hash of the annotation {@code team}, as it is stored. */
    private static String label() {
        Digest digest =
                Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap("team".getBytes(StandardCharsets.UTF_8)));
        return digest.hex().substring(0, 32);
    }

    private Map<String, Times> all() throws IOException {
        Map<String, Times> times = new LinkedHashMap<>();
        times.put("size of everything, first", time(1, 0, () -> insights.sizes().below(ALL)));
        add(times, "size of everything", () -> insights.sizes().below(ALL));
        add(
                times,
                "size of a namespace",
                () -> insights.sizes().below(new RepositoryName("g/" + random.nextInt(1 + repositories / 100))));
        add(times, "counts of a namespace", () -> insights.sizes().figuresBelow(new RepositoryName("g/1")));
        add(
                times,
                "repository with size",
                () -> List.of(insights.repository(any()), insights.sizes().of(any())));
        add(times, "figures of a repository", () -> insights.sizes().figures(any()));
        add(
                times,
                "page of repositories with sizes",
                () -> insights.sizes().repositories(RepositoryQuery.all(PageRequest.first(100)), every -> true));
        add(times, "largest repositories", () -> insights.sizes().largest(100, Optional.empty(), every -> true));
        times.put("namespaces by size, first", time(1, 0, () -> namespaces()));
        add(times, "namespaces by size", () -> namespaces());
        add(
                times,
                "bytes that a namespace has alone",
                () -> insights.sizes()
                        .exclusive(List.of(new RepositoryName("g/" + random.nextInt(1 + repositories / 100)))));
        add(times, "repositories with a tag", () -> insights.tagged(new RepositoryName("g/1"), PageRequest.first(100)));
        add(times, "tag page by name", () -> tags(Order.NAME));
        add(times, "tag page by time", () -> tags(Order.PUBLISHED));
        add(times, "tag page by kind", () -> tags(Order.KIND));
        add(times, "image of a tag", () -> insights.image(new RepositoryName("g/0/app-1"), firstTag()));
        add(times, "signatures of a page of tags", this::signatures);
        add(times, "referrers of a page of tags", this::referrers);
        add(
                times,
                "preview of a deletion by names",
                () -> preview(TagSelection.ALL.among(Set.of(firstTag(), new Tag("none")))));
        add(
                times,
                "preview of a deletion by pattern",
                () -> preview(TagSelection.ALL.matching(new TagPattern("v1.1*"))));
        add(times, "search, rare part", () -> search(TagSearch.all(100).named(partOf(any()))));
        add(times, "search, common part", () -> search(TagSearch.all(100).named("v1.")));
        add(times, "search, short part", () -> search(TagSearch.all(100).named("zz")));
        add(times, "search, rare repository", () -> search(TagSearch.all(100).inRepositories("app-77")));
        add(
                times,
                "search, unused below a path",
                () -> search(TagSearch.all(100).below(new RepositoryName("g/1")).unusedSince(LATER)));
        add(
                times,
                "search, nothing unused",
                () -> search(TagSearch.all(100).below(ALL).unusedSince(Instant.EPOCH)));
        add(times, "search, kind", () -> search(TagSearch.all(100).of(ArtifactKind.HELM_CHART)));
        add(
                times,
                "search, annotation",
                () -> search(TagSearch.all(100).annotated(new Annotation("team", Optional.empty()))));
        add(
                times,
                "search, repositories",
                () -> insights.search().repositories("app-77", PageRequest.first(100), every -> true));
        add(
                times,
                "search, digest",
                () -> insights.search().holders(manifest(), PageRequest.first(100), every -> true));
        add(times, "usage of a page of tags", this::usageOfTags);
        add(times, "unused tags", () -> insights.usage().unusedTags(any(), LATER, PageRequest.first(100)));
        add(
                times,
                "most pulled in a week",
                () -> insights.usage()
                        .mostPulled(
                                insights.repository(any())
                                        .created()
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .minusDays(7),
                                100,
                                every -> true));
        return times;
    }

    private Object namespaces() {
        return insights.sizes().namespaces(Optional.of(ALL), 100, Optional.empty(), every -> true);
    }

    private List<Digest> digests(RepositoryName repository) {
        return insights.tags(repository, TagQuery.first(100, Order.NAME, false)).items().stream()
                .map(TagDetails::digest)
                .distinct()
                .toList();
    }

    private Object signatures() {
        RepositoryName repository = any();
        return insights.signed(repository, digests(repository));
    }

    private Object referrers() {
        RepositoryName repository = any();
        return insights.referrers(repository, digests(repository), Set.of(), 100);
    }

    private Object preview(TagSelection selection) {
        return registry.administration()
                .deletions()
                .preview(new RepositoryName("g/0/app-1"), selection, PageRequest.first(100));
    }

    private RepositoryName any() {
        int number = 1 + random.nextInt(repositories);
        return new RepositoryName("g/" + number / 100 + "/app-" + number);
    }

    private Object tags(Order order) {
        return insights.tags(any(), TagQuery.first(100, order, order == Order.PUBLISHED));
    }

    private Tag firstTag() {
        return insights.tags(new RepositoryName("g/0/app-1"), TagQuery.first(1, Order.NAME, false))
                .items()
                .get(0)
                .tag();
    }

    private String partOf(RepositoryName repository) {
        String name = insights.tags(repository, TagQuery.first(1, Order.NAME, false))
                .items()
                .get(0)
                .tag()
                .value();
        return name.substring(name.length() - 8);
    }

    private Digest manifest() {
        String text = 1 + random.nextInt(repositories) + " 1";
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Object search(TagSearch search) {
        return insights.search().tags(search, every -> true);
    }

    private Object usageOfTags() {
        RepositoryName repository = any();
        List<Tag> names =
                insights.tags(repository, TagQuery.first(Math.min(tags, 100), Order.NAME, false)).items().stream()
                        .map(TagDetails::tag)
                        .toList();
        return insights.usage().tags(repository, names);
    }

    private void add(Map<String, Times> times, String name, Call call) throws IOException {
        times.put(name, time(CALLS, WARM_UP, call));
    }

    private Times time(int calls, int warmUp, Call call) throws IOException {
        double[] millis = new double[calls];
        Duration before = Duration.ZERO;
        for (int i = -warmUp; i < calls; i++) {
            if (i == 0) {
                before = busy();
            }
            long begun = System.nanoTime();
            if (call.run() == null) {
                throw new IllegalStateException("no answer");
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Duration busy = busy().minus(before);
        Arrays.sort(millis);
        return new Times(millis[calls / 2], millis[calls * 99 / 100], busy.toNanos() / 1e6 / calls);
    }

    private Duration busy() throws IOException {
        return processor.own().plus(processor.server());
    }
}
