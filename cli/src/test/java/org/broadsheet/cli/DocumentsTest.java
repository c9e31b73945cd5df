package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Documents lead somewhere, and name only verbs and options that the command has.
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("\\./broadsheet ([^`\\n#|;&]+)");

    private static Path root() {
        String root = System.getProperty("broadsheet.repository");
        assumeTrue(root != null, "the repository's folder is not known");
        return Path.of(String.valueOf(root));
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : List.of(root(), root().resolve("docs")))
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(all::add);
            }
        assertThat(all).hasSizeGreaterThan(10);
        return all;
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher m = LINK.matcher(Files.readString(document));
            while (m.find())
                if (!Files.exists(document.resolveSibling(m.group(1))))
                    broken.add(document.getFileName() + ": " + m.group(1));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyVerbAndOptionIsTheCommands() throws IOException {
        List<String> unknown = new ArrayList<>();
        int seen = 0;
        for (Path document : documents()) {
            Matcher m = COMMAND.matcher(Files.readString(document));
            while (m.find()) {
                seen++;
                CommandLine at = new CommandLine(new Main());
                for (String word : m.group(1).strip().split("\\s+")) {
                    String option = word.replaceFirst("=.*", "");
                    CommandLine next = at.getSubcommands().get(word);
                    if (next != null) at = next;
                    else if (option.startsWith("--") && at.getCommandSpec().findOption(option) == null)
                        unknown.add(document.getFileName() + ": " + at.getCommandName() + " has no " + option);
                }
                if (at.getCommandName().equals("broadsheet") && !m.group(1).startsWith("VERB"))
                    unknown.add(document.getFileName() + ": " + m.group());
            }
        }
        assertThat(seen).isGreaterThan(20);
        assertThat(unknown).isEmpty();
    }
}
