package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.broadsheet.preference.response.Ability;
import org.broadsheet.preference.response.AbilityEstimator;
import org.broadsheet.preference.response.ItemBank;
import org.broadsheet.preference.response.ItemEstimate;
import org.broadsheet.preference.response.ItemEstimation;
import org.broadsheet.preference.response.ItemModel;
import org.broadsheet.preference.response.ItemPriors;
import org.broadsheet.preference.response.JointLikelihood;
import org.broadsheet.preference.response.MarginalLikelihood;
import org.broadsheet.preference.response.ResponseCharts;
import org.broadsheet.preference.response.ResponseFile;
import org.broadsheet.preference.response.ResponseMatrix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `irt FILE`
@Command(
        name = "irt",
        description = {
            "Item response: how hard is each question, how well does it tell good from bad, and how able is who answered.",
            "FILE is a table of right (1) and wrong (0) answers: a line a respondent and a column an item, or lines of"
                    + " respondent,item,right. Empty cells are fine."
        },
        mixinStandardHelpOptions = true)
final class IrtCommand implements Callable<Integer> {
    private static final int SHOWN = 20;
    private static final double NORMAL_95 = 1.959964;

    @Parameters(paramLabel = "FILE", description = "CSV or TSV with a line of names; gzip is fine")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--model",
            defaultValue = "2pl",
            paramLabel = "1pl|2pl|3pl",
            description = "difficulty; with a slope each; with guessing (default: ${DEFAULT-VALUE})")
    private String model = "2pl";

    @Option(
            names = "--estimate",
            defaultValue = "marginal",
            paramLabel = "marginal|joint",
            description = "whether abilities are summed over or estimated along (default: ${DEFAULT-VALUE})")
    private String estimate = "marginal";

    @Option(
            names = "--ability",
            defaultValue = "eap",
            paramLabel = "eap|map|ml",
            description = "mean or mode of the posterior, or maximum likelihood (default: ${DEFAULT-VALUE})")
    private String ability = "eap";

    @Option(names = "--options", paramLabel = "N", description = "answers to choose from, for the guessing of 3pl")
    private @Nullable Integer options;

    @Option(names = "--no-priors", description = "maximum likelihood proper; items that all or none solve are refused")
    private boolean withoutPriors;

    @Option(names = "--plot", paramLabel = "SVG", description = "write the item characteristic curves")
    private @Nullable Path plot;

    @Option(names = "--map", paramLabel = "SVG", description = "write respondents and items on one scale (Wright map)")
    private @Nullable Path map;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TextFile.checkPlace(plot);
        TextFile.checkPlace(map);
        ItemEstimation estimation = estimation();
        AbilityEstimator estimator = AbilityEstimator.named(ability);
        ResponseMatrix responses;
        try (BufferedReader in = TextFile.open(file)) {
            responses = ResponseFile.read(in, String.valueOf(file.getFileName()));
        }
        ItemBank bank = estimation.fit(responses);
        List<Ability> abilities = bank.abilities(responses, estimator);
        String curves = plot == null ? "" : ResponseCharts.curves(bank).svg();
        String scale =
                map == null ? "" : ResponseCharts.wrightMap(bank, abilities).svg();
        if (plot != null) TextFile.write(plot, curves);
        if (map != null) TextFile.write(map, scale);
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, report(responses, bank, abilities));
        else print(out, responses, bank, abilities);
        return 0;
    }

    private ItemEstimation estimation() {
        ItemModel wanted = ItemModel.named(model);
        if (options != null && wanted != ItemModel.THREE_PARAMETER)
            throw new IllegalArgumentException("--options is about guessing, which only --model 3pl has");
        ItemPriors priors = withoutPriors
                ? ItemPriors.NONE
                : options == null ? ItemPriors.DEFAULT : ItemPriors.DEFAULT.withOptions(options);
        return switch (estimate) {
            case "marginal" -> MarginalLikelihood.of(wanted).withPriors(priors);
            case "joint" -> JointLikelihood.of(wanted).withPriors(priors);
            default ->
                throw new IllegalArgumentException("--estimate is marginal or joint but was \"" + estimate + "\"");
        };
    }

    private Map<String, Object> report(ResponseMatrix responses, ItemBank bank, List<Ability> abilities) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("model", bank.model().label());
        report.put("estimate", estimate);
        report.put("respondents", responses.respondents().size());
        report.put(
                "answers",
                IntStream.range(0, responses.respondents().size())
                        .map(responses::attemptsOf)
                        .sum());
        report.put("logLikelihood", bank.logLikelihood());
        report.put("aic", bank.aic());
        report.put("bic", bank.bic());
        report.put("converged", bank.converged());
        List<Map<String, Object>> items = new ArrayList<>();
        for (ItemEstimate i : bank.items()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("item", i.item());
            one.put("attempts", i.attempts());
            one.put("right", i.right());
            one.put("difficulty", i.curve().difficulty());
            one.put("difficultyError", finite(i.difficultyError()));
            one.put("discrimination", i.curve().discrimination());
            one.put("discriminationError", finite(i.discriminationError()));
            one.put("guessing", i.curve().guessing());
            one.put("guessingError", finite(i.guessingError()));
            items.add(one);
        }
        report.put("items", items);
        report.put("abilityEstimate", ability.toLowerCase(Locale.ROOT));
        List<Map<String, Object>> people = new ArrayList<>();
        for (int p = 0; p < abilities.size(); p++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("respondent", responses.respondents().get(p));
            one.put("attempts", responses.attemptsOf(p));
            one.put("right", responses.rightOf(p));
            one.put("ability", finite(abilities.get(p).value()));
            one.put("error", finite(abilities.get(p).error()));
            people.add(one);
        }
        report.put("abilities", people);
        return report;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static void print(PrintWriter out, ResponseMatrix responses, ItemBank bank, List<Ability> abilities) {
        int width = Math.clamp(
                bank.items().stream().mapToInt(i -> i.item().length()).max().orElse(4), 4, 40);
        out.printf(
                "%-" + width + "s %9s %7s  %10s  %-18s %8s %7s %9s%n",
                "item",
                "attempts",
                "right",
                "difficulty",
                "95% interval",
                "slope",
                "+-",
                "guessing");
        bank.items().stream()
                .sorted(Comparator.comparingDouble(i -> i.curve().difficulty()))
                .forEach(i -> out.printf(
                        Locale.ROOT,
                        "%-" + width + "s %9d %6.1f%%  %10.3f  %-18s %8.3f %7.3f %9.3f%n",
                        shortened(i.item(), width),
                        i.attempts(),
                        100 * i.share(),
                        i.curve().difficulty(),
                        interval(i.curve().difficulty(), i.difficultyError()),
                        i.curve().discrimination(),
                        NORMAL_95 * i.discriminationError(),
                        i.curve().guessing()));
        out.println();
        List<Integer> best = IntStream.range(0, abilities.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                                (Integer p) -> abilities.get(p).value())
                        .reversed())
                .limit(SHOWN)
                .toList();
        int wide = Math.clamp(
                best.stream()
                        .mapToInt(p -> responses.respondents().get(p).length())
                        .max()
                        .orElse(10),
                10,
                40);
        out.printf("%-" + wide + "s %9s %7s  %10s  %s%n", "respondent", "attempts", "right", "ability", "95% interval");
        for (int p : best)
            out.printf(
                    Locale.ROOT,
                    "%-" + wide + "s %9d %6.1f%%  %10.3f  %s%n",
                    shortened(responses.respondents().get(p), wide),
                    responses.attemptsOf(p),
                    100.0 * responses.rightOf(p) / responses.attemptsOf(p),
                    abilities.get(p).value(),
                    interval(abilities.get(p).value(), abilities.get(p).error()));
        if (abilities.size() > SHOWN) out.printf("... and %d more; --json has them all%n", abilities.size() - SHOWN);
        out.println();
        out.printf(
                Locale.ROOT,
                "%s, %d items, %d respondents; log likelihood %.3f, AIC %.1f, BIC %.1f%n",
                bank.model().label(),
                bank.items().size(),
                bank.respondents(),
                bank.logLikelihood(),
                bank.aic(),
                bank.bic());
        if (!bank.converged())
            out.println(
                    "The estimate did not settle: trust no item with a wide interval; use a model of fewer parameters,"
                            + " and leave the priors on.");
    }

    private static String interval(double value, double error) {
        return Double.isFinite(error)
                ? String.format(Locale.ROOT, "[%.3f, %.3f]", value - NORMAL_95 * error, value + NORMAL_95 * error)
                : "unknown";
    }

    private static String shortened(String name, int width) {
        return name.length() <= width ? name : name.substring(0, width - 3) + "...";
    }
}
