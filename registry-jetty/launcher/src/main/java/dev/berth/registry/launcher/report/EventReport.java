package dev.berth.registry.launcher.report;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventTarget;
import dev.berth.registry.event.SetAsideEvent;
import dev.berth.registry.model.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The events that an endpoint refused permanently, for an operator or a program.
 *
 * @param count the number of all of them
 * @param page those that are shown
 */
public record EventReport(String endpoint, long count, Page<SetAsideEvent> page) {
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(endpoint + ": " + ReportText.of(count, "event", "events") + " set aside");
        page.items().forEach(event -> lines.add("  " + line(event)));
        page.next(SetAsideEvent::position)
                .ifPresent(last -> lines.add("  and more: --endpoint " + endpoint + " --after " + last + " continues"));
        return lines;
    }

    private static String line(SetAsideEvent setAside) {
        String prefix = setAside.position() + "  " + ReportText.of(setAside.recorded()) + "  ";
        String event = setAside.event().map(EventReport::text).orElse("unreadable: written by another version");
        return prefix
                + event
                + setAside.refusal().map(refusal -> "  refused: " + refusal).orElse("");
    }

    private static String text(Event event) {
        EventTarget target = event.target();
        StringBuilder text = new StringBuilder(action(event)).append(' ').append(target.repository());
        target.tag().ifPresent(tag -> text.append(':').append(tag));
        target.digest().ifPresent(digest -> text.append('@').append(digest));
        return text.append("  id ").append(event.id()).toString();
    }

    private static String action(Event event) {
        return event.action().name().toLowerCase(Locale.ROOT);
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("endpoint", endpoint);
        map.put("count", count);
        map.put("events", page.items().stream().map(EventReport::asMap).toList());
        map.put("more", page.more());
        return map;
    }

    private static Map<String, Object> asMap(SetAsideEvent setAside) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("position", setAside.position());
        map.put("recorded", setAside.recorded().toString());
        setAside.refusal().ifPresent(refusal -> map.put("refusal", refusal));
        setAside.event().ifPresent(event -> {
            map.put("id", event.id());
            map.put("action", action(event));
            map.put("repository", event.target().repository().value());
            event.target().tag().ifPresent(tag -> map.put("tag", tag.value()));
            event.target().digest().ifPresent(digest -> map.put("digest", digest.toString()));
        });
        return map;
    }
}
