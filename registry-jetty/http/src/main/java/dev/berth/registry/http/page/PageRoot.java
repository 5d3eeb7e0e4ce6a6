package dev.berth.registry.http.page;

import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.ErrorForm;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Method;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.session.Sessions;
import java.net.URI;
import java.util.Optional;

/** The table of {@code /ui/}. Its files are for everyone; all data comes from the other roots. */
public final class PageRoot {
    private static final String PREFIX = "/ui/";

    private PageRoot() {}

    /**
     * The table.
     *
     * @param sessions those that the protocol accepts
     * @param tokenService the address of the token service, to which alone the page sends requests besides its own
     *     registry; empty when there is none, or it has the address of the registry
     */
    public static ApiRoot table(Sessions sessions, Optional<URI> tokenService) {
        PageFiles files = PageFiles.read();
        ApiRoot.Builder root = ApiRoot.below(PREFIX)
                .errors(ErrorForm.PROBLEM)
                .header(policy(tokenService))
                .header(new HttpHeader(HeaderName.REFERRER_POLICY, "no-referrer"))
                .header(new HttpHeader(HeaderName.CROSS_ORIGIN_OPENER_POLICY, "same-origin"))
                .header(new HttpHeader(HeaderName.CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"));
        FileEndpoint endpoint = new FileEndpoint(files);
        root.endpoint(PREFIX).immediate().read(Needs.NOTHING, endpoint::index);
        SessionEndpoint session = new SessionEndpoint(sessions);
        root.endpoint(PREFIX + "session")
                .read(Needs.NOTHING, session::show)
                .on(Method.POST, Needs.ENTRY, session::begin)
                .on(Method.DELETE, Needs.NOTHING, session::end);
        String folder = PREFIX + files.folder() + "/";
        root.endpoint(folder + "{file}").immediate().read(Needs.NOTHING, call -> endpoint.file(call, ""));
        for (String inner : new String[] {"parts/", "views/", "vendor/"}) {
            root.endpoint(folder + inner + "{file}")
                    .immediate()
                    .read(Needs.NOTHING, call -> endpoint.file(call, inner));
        }
        return root.build();
    }

    private static HttpHeader policy(Optional<URI> tokenService) {
        String service = tokenService.map(PageRoot::origin).orElse("");
        return new HttpHeader(
                HeaderName.CONTENT_SECURITY_POLICY,
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'" + service
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                        + " require-trusted-types-for 'script'; trusted-types 'none'");
    }

    private static String origin(URI address) {
        return " " + address.getScheme() + "://" + address.getRawAuthority();
    }
}
