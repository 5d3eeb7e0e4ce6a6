package dev.berth.registry.jdbi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of one of the servers of a database. */
record ServerAddress(String host, int port) {
    /** {@code name}, {@code name:port}, {@code [IPv6]:port}, or an IPv6 address without a port. */
    private static final Pattern FORM =
            Pattern.compile("\\[([0-9a-fA-F:.%]+)](?::(\\d{1,5}))?|([^\\s:,/]+)(?::(\\d{1,5}))?"
                    + "|([0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*)");

    /**
     * The addresses of a list with commas between them; empty when one is malformed.
     *
     * @param usualPort the port of those without one
     */
    static Optional<List<ServerAddress>> parse(String list, int usualPort) {
        List<ServerAddress> addresses = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            Matcher form = FORM.matcher(item.strip());
            if (!form.matches()) {
                return Optional.empty();
            }
            int port = port(form).orElse(usualPort);
            if (port < 1 || port > 65535) {
                return Optional.empty();
            }
            addresses.add(new ServerAddress(host(form), port));
        }
        return Optional.of(List.copyOf(addresses));
    }

    private static String host(Matcher form) {
        if (form.group(1) != null) {
            return form.group(1);
        }
        return form.group(3) != null ? form.group(3) : form.group(5);
    }

    private static Optional<Integer> port(Matcher form) {
        return Optional.ofNullable(form.group(2))
                .or(() -> Optional.ofNullable(form.group(4)))
                .map(Integer::valueOf);
    }

    /** Host and port as in a URL. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
