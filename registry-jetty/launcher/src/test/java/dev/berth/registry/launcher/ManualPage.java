package dev.berth.registry.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of a command in the macros of man(7), from the model that its help is made of. */
final class ManualPage {
    private static final Pattern SENTENCE_END = Pattern.compile("\\.(\\s.*)?$", Pattern.DOTALL);

    private final CommandSpec spec;
    private final StringBuilder text = new StringBuilder();

    private ManualPage(CommandSpec spec) {
        this.spec = spec;
    }

    /** The pages of a command and all below it, by the names of their files. */
    static Map<String, String> of(CommandLine command) {
        Map<String, String> pages = new TreeMap<>();
        add(command, pages);
        return pages;
    }

    private static void add(CommandLine command, Map<String, String> pages) {
        CommandSpec spec = command.getCommandSpec();
        if (!spec.usageMessage().hidden()) {
            pages.put(name(spec) + ".1", new ManualPage(spec).written());
            below(spec).forEach(sub -> add(sub, pages));
        }
    }

    private static List<CommandLine> below(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .distinct()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private String written() {
        line(".\\\" Written from the help of the command.");
        line(".TH " + literal(name(spec)).toUpperCase(Locale.ROOT) + " 1 \"\" \"Berth\" \"Berth commands\"");
        line(".nh");
        line(".ad l");
        section("NAME");
        line(literal(name(spec)) + " \\- " + literal(summary(spec)));
        synopsis();
        section("DESCRIPTION");
        description(spec.usageMessage());
        arguments();
        commands();
        exitStatus();
        examples();
        seeAlso();
        return text.toString();
    }

    /** The first sentence of the help, as the lists of manual pages show it. */
    private static String summary(CommandSpec spec) {
        String description = String.join(" ", spec.usageMessage().description());
        String sentence = SENTENCE_END.matcher(description).replaceFirst("");
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private void synopsis() {
        section("SYNOPSIS");
        String command = spec.qualifiedName();
        String all = spec.commandLine()
                .setUsageHelpWidth(10_000)
                .getHelp()
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip();
        line("\\fB" + literal(command) + "\\fR" + literal(all.substring(command.length())));
    }

    private void description(UsageMessageSpec usage) {
        Arrays.stream(usage.description()).map(ManualPage::literal).forEach(this::line);
    }

    private void arguments() {
        List<ArgSpec> arguments = new ArrayList<>(spec.positionalParameters());
        spec.options().stream().sorted(Comparator.comparing(ManualPage::place)).forEach(arguments::add);
        section("OPTIONS");
        for (ArgSpec argument : arguments) {
            if (!argument.hidden()) {
                tagged(label(argument), explanation(argument));
            }
        }
    }

    /** By its first long name, else by the short one. */
    private static String place(OptionSpec option) {
        return Arrays.stream(option.names())
                .filter(ManualPage::isLong)
                .findFirst()
                .orElse(option.shortestName())
                .replaceFirst("^-+", "");
    }

    private static boolean isLong(String name) {
        return name.startsWith("--");
    }

    private static String label(ArgSpec argument) {
        String value = "\\fI" + literal(argument.paramLabel()) + "\\fR";
        if (!(argument instanceof OptionSpec option)) {
            return argument.required() ? value : "[" + value + "]";
        }
        String names = String.join(
                ", ",
                Arrays.stream(option.names())
                        .sorted(Comparator.comparing(ManualPage::isLong))
                        .map(name -> "\\fB" + literal(name) + "\\fR")
                        .toList());
        return option.arity().max() == 0 ? names : names + "=" + value;
    }

    private static String explanation(ArgSpec argument) {
        String description = String.join(" ", argument.description());
        return description.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString(true)));
    }

    private void commands() {
        List<CommandLine> below = below(spec);
        if (!below.isEmpty()) {
            section("COMMANDS");
            for (CommandLine sub : below) {
                CommandSpec child = sub.getCommandSpec();
                tagged(reference(child), String.join(" ", child.usageMessage().description()));
            }
        }
    }

    private void exitStatus() {
        Map<String, String> codes = spec.usageMessage().exitCodeList();
        if (!codes.isEmpty()) {
            section("EXIT STATUS");
            codes.forEach((code, meaning) -> tagged("\\fB" + literal(code.strip()) + "\\fR", meaning));
        }
    }

    /** The footer of a help: a heading, and examples that are indented. */
    private void examples() {
        List<String> lines = Arrays.stream(spec.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .toList();
        if (!lines.isEmpty()) {
            section("EXAMPLES");
            line(".nf");
            lines.forEach(example -> line(literal(example.strip())));
            line(".fi");
        }
    }

    private void seeAlso() {
        List<CommandSpec> others = new ArrayList<>();
        if (spec.parent() != null) {
            others.add(spec.parent());
        }
        below(spec).forEach(sub -> others.add(sub.getCommandSpec()));
        if (!others.isEmpty()) {
            section("SEE ALSO");
            line(String.join(", ", others.stream().map(ManualPage::reference).toList()));
        }
    }

    private static String reference(CommandSpec spec) {
        return "\\fB" + literal(name(spec)) + "\\fR(1)";
    }

    private void section(String heading) {
        line(".SH " + heading);
    }

    private void tagged(String label, String explanation) {
        line(".TP");
        line(label);
        line(literal(explanation));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** As it is: hyphens that can be copied, straight quotes, and no request to the formatter. */
    private static String literal(String words) {
        String escaped = words.replace("%n", " ")
                .replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
