package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.preference.rating.Bootstrapped;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.CrowdBradleyTerry;
import org.broadsheet.preference.rating.Elo;
import org.broadsheet.preference.rating.Glicko2;
import org.broadsheet.preference.rating.KFactor;
import org.broadsheet.preference.rating.OrderAveraged;
import org.broadsheet.preference.rating.PlackettLuce;
import org.broadsheet.preference.rating.RatingCharts;
import org.broadsheet.preference.rating.RatingSystem;
import org.broadsheet.preference.rating.RatingSystems;
import org.broadsheet.preference.rating.Ratings;
import org.broadsheet.preference.rating.Spectral;
import org.broadsheet.preference.rating.StandardErrors;
import org.broadsheet.preference.rating.ThurstoneMosteller;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rate FILE --system NAME`
@Command(
        name = "rate",
        description = {
            "Ratings with intervals from comparisons, ranked lists, choices, stars or thumbs.",
            "FILE is a table (CSV or TSV) with left,right,outcome (left, right or tie) and perhaps"
                    + " judge,time,weight,margin; or JSON lines of judgments.",
            "Systems: bradley-terry, rao-kupper, davidson, thurstone, plackett-luce, rank-centrality, i-lsr, crowd-bt,"
                    + " elo, elo-averaged, glicko-2, trueskill, state-space"
        },
        mixinStandardHelpOptions = true)
final class RateCommand implements Callable<Integer> {
    private static final double POINTS = 400 / Math.log(10);
    private static final int MOST_PARAMETERS = 30;

    private enum Errors {
        HESSIAN,
        SANDWICH,
        BOOTSTRAP,
        JUDGES,
        NONE
    }

    private record Row(
            String item,
            @Nullable Double rating,
            @Nullable Double error,
            @Nullable Double low,
            @Nullable Double high) {}

    @Parameters(paramLabel = "FILE", description = "comparisons or judgments; gzip is fine")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--system",
            defaultValue = "bradley-terry",
            paramLabel = "NAME",
            description = "how to rate (default: ${DEFAULT-VALUE})")
    private String system = "bradley-terry";

    @Option(names = "--home", description = "estimate what it is worth to stand left, at home")
    private boolean home;

    @Option(
            names = "--covariate",
            split = ",",
            paramLabel = "COLUMN",
            description = "columns of a table with the left one's number less the right one's, each given a slope")
    private List<String> covariates = List.of();

    @Option(
            names = "--ridge",
            defaultValue = "0",
            description = "precision of a normal prior of ratings around 0, in log-odds (default: none)")
    private double ridge;

    @Option(
            names = "--errors",
            paramLabel = "hessian|sandwich|bootstrap|judges|none",
            description = "where errors come from: the system itself (default), what judges scatter by, resampled"
                    + " comparisons, resampled judges, nowhere")
    private @Nullable Errors errors;

    @Option(names = "--samples", defaultValue = "200", description = "resamples (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--k", defaultValue = "32", description = "K of Elo (default: ${DEFAULT-VALUE})")
    private double k;

    @Option(
            names = "--period",
            defaultValue = "30",
            paramLabel = "DAYS",
            description = "rating period of Glicko-2 (default: ${DEFAULT-VALUE})")
    private double period;

    @Option(names = "--orders", defaultValue = "100", description = "of elo-averaged (default: ${DEFAULT-VALUE})")
    private int orders;

    @Option(
            names = "--points",
            description = "print log-odds as Elo points around 1500: 400 points are odds of ten to one")
    private boolean points;

    @Option(names = "--seed", defaultValue = "1", description = "of resamples and orders (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--plot", paramLabel = "SVG", description = "write a forest plot of the ratings")
    private @Nullable Path plot;

    @Option(names = "--matrix", paramLabel = "SVG", description = "write who beat whom")
    private @Nullable Path matrix;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TextFile.checkPlace(plot);
        TextFile.checkPlace(matrix);
        RatingSystem chosen = system();
        JudgmentsRead read = JudgmentsRead.of(file, covariates);
        Ratings<String> ratings = read.others().isEmpty() || errors == Errors.BOOTSTRAP || errors == Errors.JUDGES
                ? chosen.fit(read.pairs())
                : chosen.fit(read.all());
        if (points) ratings = ratings.rescaled(POINTS, 1500);
        String forest = plot == null ? "" : RatingCharts.forest(ratings).svg();
        String wins =
                matrix == null ? "" : RatingCharts.wins(read.pairs(), ratings).svg();
        if (plot != null) TextFile.write(plot, forest);
        if (matrix != null) TextFile.write(matrix, wins);
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, answer(ratings, read));
        else print(out, ratings, read);
        return 0;
    }

    private RatingSystem system() {
        RatingSystem named = RatingSystems.named(system);
        StandardErrors own = errors == Errors.SANDWICH
                ? StandardErrors.SANDWICH
                : errors == Errors.NONE ? StandardErrors.NONE : StandardErrors.HESSIAN;
        boolean fitted =
                named instanceof BradleyTerry || named instanceof ThurstoneMosteller || named instanceof PlackettLuce;
        boolean byJudge = named instanceof CrowdBradleyTerry;
        if (ridge != 0 && !fitted && !byJudge) throw unknown("--ridge", named);
        if (home && !(named instanceof BradleyTerry || named instanceof ThurstoneMosteller))
            throw unknown("--home", named);
        if (!covariates.isEmpty() && !(named instanceof BradleyTerry)) throw unknown("--covariate", named);
        if ((errors == Errors.SANDWICH || errors == Errors.NONE) && !fitted)
            throw unknown("--errors " + errors.name().toLowerCase(Locale.ROOT), named);
        if (points && !(fitted || byJudge || named instanceof Spectral)) throw unknown("--points", named);
        RatingSystem set = switch (named) {
            case BradleyTerry b -> b.withHome(home).withRidge(ridge).with(own);
            case ThurstoneMosteller t -> new ThurstoneMosteller(t.ties(), home, ridge, t.solver(), own);
            case PlackettLuce _ -> new PlackettLuce(ridge, own);
            case CrowdBradleyTerry c when ridge != 0 -> c.withRidge(ridge);
            case Elo e -> e.with(KFactor.constant(k));
            case OrderAveraged a -> new OrderAveraged(a.elo().with(KFactor.constant(k)), orders, seed);
            case Glicko2 g -> g.withPeriod(days(), g.grouping());
            default -> named;
        };
        return switch (errors) {
            case BOOTSTRAP -> new Bootstrapped(set, samples, Bootstrapped.Unit.COMPARISON, seed);
            case JUDGES -> new Bootstrapped(set, samples, Bootstrapped.Unit.JUDGE, seed);
            case null, default -> set;
        };
    }

    private static IllegalArgumentException unknown(String option, RatingSystem system) {
        return new IllegalArgumentException(
                option + " means nothing to " + system.name() + "; bradley-terry, davidson and rao-kupper know it");
    }

    private Duration days() {
        if (!(period > 0 && period < 1e6))
            throw new IllegalArgumentException("--period is above 0 and below a million days but was " + period);
        return Duration.ofMillis(Math.max(1, Math.round(period * 86_400_000)));
    }

    private static Map<String, Object> answer(Ratings<String> ratings, JudgmentsRead read) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("system", ratings.system());
        answer.put("comparisons", read.pairs().size());
        answer.put(
                "ratings",
                ratings.table().stream()
                        .map(r -> new Row(
                                r.item(), finite(r.rating()), finite(r.error()), finite(r.low()), finite(r.high())))
                        .toList());
        Map<String, Object> parameters = new LinkedHashMap<>();
        ratings.parameters().forEach((name, e) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", finite(e.value()));
            one.put("error", finite(e.error()));
            parameters.put(name, one);
        });
        answer.put("parameters", parameters);
        answer.put("logLikelihood", finite(ratings.logLikelihood()));
        answer.put("groups", ratings.groups().size());
        answer.put("warnings", ratings.warnings());
        return answer;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static void print(PrintWriter out, Ratings<String> ratings, JudgmentsRead read) {
        List<Ratings.Rated<String>> table = ratings.table();
        int width =
                Math.clamp(table.stream().mapToInt(r -> r.item().length()).max().orElse(4), 4, 60);
        boolean large = table.stream().anyMatch(r -> Math.abs(r.rating()) >= 100);
        out.printf("%6s  %-" + width + "s %9s %8s  %s%n", "place", "item", "rating", "error", "95% interval");
        int place = 0;
        for (Ratings.Rated<String> r : table) {
            place++;
            out.printf(
                    "%6d  %-" + width + "s %9s %8s  [%s, %s]%n",
                    place,
                    r.item(),
                    shown(r.rating(), large),
                    shown(r.error(), large),
                    shown(r.low(), large),
                    shown(r.high(), large));
        }
        out.println();
        int size = read.pairs().size();
        out.printf("%d %s by %s%n", size, size == 1 ? "comparison" : "comparisons", ratings.system());
        ratings.parameters().entrySet().stream()
                .limit(MOST_PARAMETERS)
                .forEach(p -> out.printf(
                        Locale.ROOT,
                        "%s: %.4f, standard error %.4f%n",
                        p.getKey(),
                        p.getValue().value(),
                        p.getValue().error()));
        int more = ratings.parameters().size() - MOST_PARAMETERS;
        if (more > 0) out.println("... and " + more + " more; --json has them all");
        for (String warning : ratings.warnings()) out.println("note: " + warning);
    }

    private static String shown(double value, boolean large) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, large ? "%.1f" : "%.4f", value);
    }
}
