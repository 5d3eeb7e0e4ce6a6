package dev.berth.registry.engine.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.ListedContent;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code index.json} of an OCI image layout. Members that other programs wrote stay.
 *
 * @param listed the descriptors
 * @param members all other members, as JSON
 */
record LayoutIndex(List<Listed> listed, Map<String, String> members) {
    static final LayoutIndex EMPTY = new LayoutIndex(List.of(), Map.of("schemaVersion", "2"));

    private static final String NAME = "index.json";
    private static final String REF_NAME = "org.opencontainers.image.ref.name";
    private static final String MANIFESTS = "manifests";
    private static final int LARGEST = 16 << 20;
    private static final int MOST_ENTRIES = 100_000;
    private static final JsonFactory JSON = new JsonFactory();

    /** A descriptor and its JSON. */
    record Listed(Descriptor descriptor, String json) {
        Optional<String> name() {
            return Optional.ofNullable(descriptor.annotations().get(REF_NAME));
        }
    }

    static LayoutIndex read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        // Devices and pipes have no size, and perhaps no end.
        if (!Files.isRegularFile(file)) {
            throw new IOException("not an OCI image layout: " + directory + " has no file " + NAME);
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than " + LARGEST + " bytes");
        }
        byte[] content = Files.readAllBytes(file);
        try {
            return parse(
                    content,
                    new ManifestReader(MOST_ENTRIES)
                            .readStored(ByteBuffer.wrap(content))
                            .children());
        } catch (RegistryException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The content was validated, and its descriptors read, before. */
    private static LayoutIndex parse(byte[] content, List<ListedContent> read) throws IOException {
        List<Listed> listed = new ArrayList<>();
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!name.equals(MANIFESTS)) {
                    members.put(name, copy(parser));
                } else if (value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        listed.add(new Listed(read.get(listed.size()).descriptor(), copy(parser)));
                    }
                }
            }
        }
        return new LayoutIndex(listed, members);
    }

    private static String copy(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    List<Descriptor> entries() {
        return listed.stream().map(Listed::descriptor).toList();
    }

    List<Tag> tags() {
        return listed.stream()
                .flatMap(entry -> entry.name().stream())
                .flatMap(name -> Tag.parse(name).stream())
                .distinct()
                .toList();
    }

    Optional<Descriptor> find(Tag tag) {
        return listed.stream()
                .filter(entry -> entry.name().equals(Optional.of(tag.value())))
                .map(Listed::descriptor)
                .findFirst();
    }

    Optional<Descriptor> find(Digest digest) {
        return entries().stream().filter(entry -> entry.digest().equals(digest)).findFirst();
    }

    /** With an entry for the manifest; a tag is taken from the manifest that had it. */
    LayoutIndex with(Manifest manifest, Optional<Tag> tag) throws IOException {
        if (tag.isEmpty() && find(manifest.digest()).isPresent()) {
            return this;
        }
        List<Listed> entries = new ArrayList<>(listed);
        entries.removeIf(entry -> tag.isPresent()
                && (entry.name().equals(Optional.of(tag.get().value())) || isUnnamed(entry, manifest.digest())));
        Map<String, String> annotations =
                tag.isEmpty() ? Map.of() : Map.of(REF_NAME, tag.get().value());
        Descriptor descriptor =
                new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size(), Optional.empty(), annotations);
        entries.add(new Listed(descriptor, json(descriptor)));
        return new LayoutIndex(entries, members);
    }

    private static boolean isUnnamed(Listed entry, Digest digest) {
        return entry.name().isEmpty() && entry.descriptor().digest().equals(digest);
    }

    private static String json(Descriptor descriptor) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("mediaType", descriptor.mediaType().value());
            generator.writeStringField("digest", descriptor.digest().toString());
            generator.writeNumberField("size", descriptor.size());
            if (!descriptor.annotations().isEmpty()) {
                generator.writeObjectFieldStart("annotations");
                for (Map.Entry<String, String> annotation :
                        descriptor.annotations().entrySet()) {
                    generator.writeStringField(annotation.getKey(), annotation.getValue());
                }
                generator.writeEndObject();
            }
            generator.writeEndObject();
        }
        return text.toString();
    }

    /** Readers see the old index or the new one. */
    void write(Path directory) throws IOException {
        Path part = directory.resolve(NAME + ".part");
        try (JsonGenerator generator = JSON.createGenerator(Files.newBufferedWriter(part))) {
            generator.writeStartObject();
            for (Map.Entry<String, String> member : members.entrySet()) {
                generator.writeFieldName(member.getKey());
                generator.writeRawValue(member.getValue());
            }
            generator.writeArrayFieldStart(MANIFESTS);
            for (Listed entry : listed) {
                generator.writeRawValue(entry.json());
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        Files.move(part, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }
}
