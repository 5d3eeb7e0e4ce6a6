package dev.berth.registry.http.proxy;

import java.util.ArrayList;
import java.util.List;

/** Takes a Forwarded field apart (RFC 7239, section 4). */
final class ForwardedElements {
    /** An element without an address, which ends the evaluation. */
    private static final List<String> UNREADABLE = List.of("");

    private ForwardedElements() {}

    /** The {@code for} of each element, without quotes; empty if it is missing or invalid. */
    static List<String> callers(String line) {
        List<String> elements = split(line, ',');
        return elements.isEmpty()
                ? UNREADABLE
                : elements.stream().map(ForwardedElements::caller).toList();
    }

    private static String caller(String element) {
        String caller = "";
        for (String pair : split(element, ';')) {
            String text = pair.strip();
            if (text.regionMatches(true, 0, "for=", 0, 4)) {
                if (!caller.isEmpty()) {
                    return "";
                }
                caller = unquoted(text.substring(4));
            }
        }
        return caller;
    }

    /** The parts between separators that are not quoted; none when a quotation does not end. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '\\' && isQuoted) {
                i++;
            } else if (c == separator && !isQuoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return isQuoted ? List.of() : parts;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
