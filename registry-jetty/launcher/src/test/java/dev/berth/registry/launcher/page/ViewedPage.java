package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The web page of a registry in a browser. It is loaded once; views are reached by their address within the page.
 * Pictures are written below {@code target/pictures}.
 */
record ViewedPage(Browser browser, URI registry) {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String NOWHERE = "There is no such view";

    /** Content that would run, and end the text around it, if the page did not show it as text. */
    static final String HOSTILE = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>\u202Eevil";

    /**
     * A view.
     *
     * @param text is shown when the view is complete
     * @param refusal a part of the console's messages that belong to the view; empty when there are none
     */
    record View(String name, String address, String text, String refusal) {
        View(String name, String address, String text) {
            this(name, address, text, "");
        }
    }

    /** Shows a view anew, as a person does who follows a link. */
    void visit(String address) throws Exception {
        boolean isLoaded = browser.run("return location.href.startsWith(arguments[0])", base())
                .asBoolean();
        if (isLoaded) {
            browser.run("location.hash = '#/-'");
            browser.await(NOWHERE);
            browser.run("location.hash = arguments[0]", address);
        } else {
            open(address);
        }
    }

    /** Loads the page. */
    void open(String address) throws Exception {
        browser.open(URI.create("about:blank"));
        browser.open(URI.create(base() + address));
    }

    private String base() {
        return registry + "/ui/";
    }

    void show(List<View> views) throws Exception {
        for (View view : views) {
            show(view);
        }
    }

    /** Shows a view in both colours and widths, and claims that it is complete, readable and not refused anything. */
    void show(View view) throws Exception {
        browser.look(1280, "light");
        visit(view.address());
        browser.await(view.text());
        inspect(view.name());
        List<String> complaints = browser.complaints();
        complaints.removeIf(each -> !view.refusal().isEmpty() && each.contains(view.refusal()));
        assertThat(complaints).as("console of %s", view).isEmpty();
        assertThat(browser.run("return window.ran ?? null").isNull())
                .as("no content runs")
                .isTrue();
    }

    /**
     * Takes pictures of what is shown in both colours and widths, and claims that it is readable in each: the rules of
     * accessibility depend on the width or on the colours, so that two of the four looks are enough for them.
     */
    void inspect(String name) throws Exception {
        for (int width : new int[] {1280, 390}) {
            for (String scheme : new String[] {"light", "dark"}) {
                browser.look(width, scheme);
                picture(name + "-" + width + "-" + scheme);
                assertThat(browser.run("return document.documentElement.scrollWidth")
                                .asInt())
                        .as("width of %s", name)
                        .isLessThanOrEqualTo(width);
                if (width == 390 == scheme.equals("dark")) {
                    assertThat(browser.barriers())
                            .as("%s, %s, %s", name, width, scheme)
                            .isEmpty();
                }
            }
        }
        browser.look(1280, "light");
    }

    void picture(String name) throws Exception {
        browser.picture(PICTURES.resolve(name + ".png"));
    }
}
