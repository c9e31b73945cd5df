package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.broadsheet.ranking.selection.Committee;
import org.broadsheet.ranking.selection.CommitteeRule;
import org.broadsheet.ranking.selection.Quota;
import org.broadsheet.ranking.selection.Quotas;
import org.broadsheet.ranking.selection.SetFunction;
import org.broadsheet.ranking.selection.SubmodularMaximization;
import org.broadsheet.ranking.vote.Election;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `select FILE --rule NAME --size K`
@Command(
        name = "select",
        description = {
            "Chooses a set of items from the ballots of many: a committee, an edition, a panel; with quotas for groups.",
            "FILE holds one ballot a line: a > b = c > d, or a = b = c for approvals, with \"42: \" in front where 42"
                    + " voters cast it; or it is a score table whose columns are the voters; or it holds judgments, as rate reads"
                    + " them: JSON lines, or a table of pairs.",
            "Rules: sntv, bloc, k-borda; av, cc, pav, monroe for approvals, and these four with -beta for Borda points,"
                    + " -alpha for the first places as many as are chosen, :K for the first K"
        },
        mixinStandardHelpOptions = true)
final class SelectCommand implements Callable<Integer> {
    /// @param alone what the set of this item alone is worth
    private record Member(String item, double alone) {}

    /// @param chosen how many are in
    /// @param of     how many there are
    private record Share(String group, String quota, long chosen, long of) {}

    private record Free(List<String> members, double score) {}

    @Parameters(paramLabel = "FILE", description = "ballots or score table; gzip is fine")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--rule",
            defaultValue = "cc-beta",
            paramLabel = "NAME",
            description = "what a set is worth (default: ${DEFAULT-VALUE})")
    private String rule = "cc-beta";

    @Option(names = "--size", required = true, paramLabel = "K", description = "how many items to choose")
    private int size;

    @Mixin
    private GroupOptions groups = new GroupOptions();

    @Option(
            names = "--effort",
            defaultValue = "300000",
            paramLabel = "N",
            description = "gains looked at beyond the greedy choice; 0 leaves it at that (default: ${DEFAULT-VALUE})")
    private int effort;

    @Option(
            names = "--unranked",
            paramLabel = "last|no-opinion",
            description = "what a ballot says of the items it does not hold (default: last; of judgments no-opinion)")
    private @Nullable String unranked;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommitteeRule counted = CommitteeRule.named(rule);
        if (size < 1) throw new IllegalArgumentException("--size is from 1 but was " + size);
        SubmodularMaximization search = new SubmodularMaximization(effort);
        ElectionFile read = ElectionFile.read(file, Set.of(), Set.of(), unranked);
        Election<String> election = read.election();
        Map<String, Set<String>> members = groups.groups();
        Quotas<String> quotas = groups.quotas(members, election.items(), Math.min(size, election.size()));
        Committee<String> chosen = counted.choose(election, size, quotas, search);
        List<String> warnings = warnings(counted, read);

        SetFunction score = counted.score(election, chosen.members().size());
        List<Member> rows = new ArrayList<>();
        for (String item : chosen.members())
            rows.add(new Member(item, score.empty().gain(election.items().indexOf(item))));
        List<Share> shares = new ArrayList<>();
        for (Map.Entry<String, Set<String>> group : members.entrySet())
            shares.add(new Share(
                    group.getKey(),
                    quotas.all().stream()
                            .filter(q -> q.group().equals(group.getKey()))
                            .map(Quota::range)
                            .findFirst()
                            .orElse(""),
                    chosen.members().stream().filter(group.getValue()::contains).count(),
                    election.items().stream().filter(group.getValue()::contains).count()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("rule", counted.name());
        answer.put("size", rows.size());
        answer.put("voters", election.totalWeight());
        answer.put("members", rows);
        answer.put("score", chosen.score());
        answer.put("bound", chosen.bound());
        answer.put("proven", chosen.proven());
        answer.put("atLeast", chosen.atLeast());
        answer.put("groups", shares);
        PrintWriter out = spec.commandLine().getOut();
        if (quotas.isEmpty()) {
            if (!json) print(out, counted, rows, chosen, shares);
        } else {
            Committee<String> free = counted.choose(election, size, Quotas.none(), search);
            answer.put("withoutQuotas", new Free(free.members(), free.score()));
            answer.put("price", free.score() - chosen.score());
            if (!json) {
                print(out, counted, rows, chosen, shares);
                out.printf(
                        "without quotas: %s for %s, so they cost %s%n",
                        shortest(free.score()),
                        String.join(", ", free.members().stream().sorted().toList()),
                        shortest(free.score() - chosen.score()));
            }
        }
        answer.put("warnings", warnings);
        if (json) JsonOut.print(out, answer);
        else for (String warning : warnings) spec.commandLine().getErr().println(warning);
        return 0;
    }

    private List<String> warnings(CommitteeRule counted, ElectionFile read) {
        List<String> warnings = new ArrayList<>();
        Election<String> election = read.election();
        List<String> strangers = groups.strangers(election.items());
        if (!strangers.isEmpty())
            warnings.add(
                    "in a --group but on no ballot, so that they cannot be chosen: " + String.join(", ", strangers));
        if (size > election.size())
            warnings.add("there are " + election.size() + " items, so all are chosen, not " + size);
        if (counted.name().matches("av|cc|pav|monroe")
                && IntStream.range(0, election.voters())
                        .allMatch(v -> IntStream.range(0, election.size()).allMatch(i -> election.holds(v, i))))
            warnings.add("every ballot holds every item, so everybody approves of everything: say " + counted.name()
                    + "-beta for Borda points or " + counted.name() + ":K for the first K places");
        return warnings;
    }

    private static void print(
            PrintWriter out, CommitteeRule rule, List<Member> rows, Committee<String> chosen, List<Share> shares) {
        int width = Math.max(
                4,
                Math.min(
                        60, rows.stream().mapToInt(r -> r.item().length()).max().orElse(4)));
        out.printf("%6s  %-" + width + "s  %s%n", "", "item", rule.name() + " alone");
        for (int i = 0; i < rows.size(); i++)
            out.printf(
                    "%6d  %-" + width + "s  %s%n",
                    i + 1,
                    rows.get(i).item(),
                    shortest(rows.get(i).alone()));
        out.println();
        out.printf(
                "together %s%s%n",
                shortest(chosen.score()),
                chosen.proven()
                        ? ", and no such set scores more"
                        : String.format(
                                Locale.ROOT,
                                "; no such set scores more than %s, so this is at least %.1f%% of the best",
                                shortest(chosen.bound()),
                                100 * chosen.atLeast()));
        if (!shares.isEmpty()) {
            int wide = Math.max(
                    5, shares.stream().mapToInt(s -> s.group().length()).max().orElse(5));
            out.println();
            out.printf("%-" + wide + "s  %6s  %6s  %6s%n", "group", "quota", "chosen", "of");
            for (Share s : shares)
                out.printf("%-" + wide + "s  %6s  %6d  %6d%n", s.group(), s.quota(), s.chosen(), s.of());
        }
    }

    private static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4f", value);
    }
}
