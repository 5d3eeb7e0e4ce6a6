package dev.berth.registry.launcher.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Variables that Kubernetes and Docker set for another service, {@code REGISTRY_DATABASE_PORT=tcp://10.0.0.1:5432} for
 * a service registry-database. They look like settings.
 *
 * @param variable the one that holds the address
 */
record ServiceLink(String variable) {
    private static final String PORT = "_PORT";
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+:[0-9]{1,5}");
    private static final String OTHERS =
            "_SERVICE_(HOST|PORT(_.+)?)|_PORT(_[0-9]{1,5}_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?";

    static List<ServiceLink> in(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(PORT)
                        && ADDRESS.matcher(entry.getValue()).matches())
                .map(entry -> new ServiceLink(entry.getKey()))
                .toList();
    }

    /** A variable of the same service. */
    boolean owns(String name) {
        String service = variable.substring(0, variable.length() - PORT.length());
        return name.startsWith(service) && name.substring(service.length()).matches(OTHERS);
    }
}
