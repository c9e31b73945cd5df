package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.ranking.selection.Quota;
import org.broadsheet.ranking.selection.Quotas;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which items belong to which groups, and how many of each a set must and may hold.
final class GroupOptions {
    private static final Pattern QUOTA = Pattern.compile("(.+):([0-9]{0,9})(\\.\\.)?([0-9]{0,9})");

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description = "which item belongs to which groups: item,group[,group...], one item a line")
    private @Nullable Path file;

    @Option(names = "--group", paramLabel = "NAME=ITEM,ITEM...", description = "a group said at once; may be repeated")
    private List<String> said = List.of();

    @Option(
            names = "--quota",
            paramLabel = "GROUP:LO..HI",
            description = {
                "how many of a group, for example women:2.., old:..3, local:1..4, guest:1; may be repeated.",
                "proportional: every group gets its share of the items, rounded down; equal: every group the same"
            })
    private List<String> quotas = List.of();

    /// The groups by name.
    Map<String, Set<String>> groups() throws IOException {
        Map<String, Set<String>> groups = new TreeMap<>();
        if (file != null) read(file, groups);
        for (String group : said) {
            int equals = group.indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("--group is NAME=ITEM,ITEM but was " + group);
            Set<String> members =
                    groups.computeIfAbsent(group.substring(0, equals).strip(), _ -> new LinkedHashSet<>());
            for (String item : group.substring(equals + 1).split(",")) members.add(item.strip());
        }
        return groups;
    }

    /// Members said on the command line that cannot be chosen, most likely misspelt.
    List<String> strangers(List<String> items) {
        return said.stream()
                .flatMap(group ->
                        Arrays.stream(group.substring(group.indexOf('=') + 1).split(",")))
                .map(String::strip)
                .filter(item -> !items.contains(item))
                .distinct()
                .toList();
    }

    private static void read(Path file, Map<String, Set<String>> groups) throws IOException {
        int number = 0;
        try (BufferedReader in = TextFile.open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] fields = line.split(line.indexOf('\t') >= 0 ? "\t" : ",", -1);
                if (fields.length < 2)
                    throw new IllegalArgumentException(file.getFileName() + ", line " + number
                            + ": expected item,group[,group...], but there is one field");
                for (int i = 1; i < fields.length; i++)
                    if (!fields[i].isBlank())
                        groups.computeIfAbsent(fields[i].strip(), _ -> new LinkedHashSet<>())
                                .add(fields[0].strip());
            }
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is not text in UTF-8", e);
        }
    }

    /// @param items what can be chosen
    Quotas<String> quotas(Map<String, Set<String>> groups, List<String> items, int size) {
        List<Quota<String>> wanted = new ArrayList<>();
        for (String quota : quotas) {
            switch (quota) {
                case "proportional" ->
                    groups.forEach((name, members) -> {
                        long there = items.stream().filter(members::contains).count();
                        wanted.add(Quota.atLeast(name, members, (int) (size * there / Math.max(1, items.size()))));
                    });
                case "equal" ->
                    groups.forEach((name, members) -> wanted.add(Quota.atLeast(name, members, size / groups.size())));
                default -> wanted.add(quota(quota, groups));
            }
        }
        return new Quotas<>(wanted);
    }

    private static Quota<String> quota(String said, Map<String, Set<String>> groups) {
        Matcher m = QUOTA.matcher(said);
        if (!m.matches() || m.group(2).isEmpty() && m.group(4).isEmpty())
            throw new IllegalArgumentException("--quota is GROUP:LO..HI, GROUP:LO.., GROUP:..HI, GROUP:N, proportional"
                    + " or equal but was " + said);
        String name = m.group(1).strip();
        if (!groups.containsKey(name))
            throw new IllegalArgumentException("there is no group \"" + name + "\" for a quota; "
                    + (groups.isEmpty()
                            ? "name groups with --groups FILE or --group NAME=ITEM,ITEM"
                            : "there are " + String.join(", ", groups.keySet())));
        int least = m.group(2).isEmpty() ? 0 : Integer.parseInt(m.group(2));
        int most = m.group(3) == null ? least : m.group(4).isEmpty() ? Quota.NO_LIMIT : Integer.parseInt(m.group(4));
        return new Quota<>(name, Objects.requireNonNull(groups.get(name)), least, most);
    }
}
