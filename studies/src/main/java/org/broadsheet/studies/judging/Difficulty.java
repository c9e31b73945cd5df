package org.broadsheet.studies.judging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.agreement.RankAgreement;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.difficulty.Attempt;
import org.broadsheet.preference.difficulty.DifficultyTable;
import org.broadsheet.preference.rating.Glicko2;
import org.broadsheet.preference.response.Ability;
import org.broadsheet.preference.response.AbilityEstimator;
import org.broadsheet.preference.response.ItemBank;
import org.broadsheet.preference.response.ItemEstimate;
import org.broadsheet.preference.response.ItemModel;
import org.broadsheet.preference.response.MarginalLikelihood;
import org.broadsheet.preference.response.Quadrature;
import org.broadsheet.preference.response.ResponseMatrix;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Difficulty by item response beside the raw share of failures, where everybody tries everything and
/// where the able try the hard; and on students' answers.
final class Difficulty implements Study {
    private static final String SET = "assistments-2009";
    private static final MarginalLikelihood MODEL = MarginalLikelihood.of(ItemModel.ONE_PARAMETER);
    private static final Quadrature GRID = Quadrature.gaussHermite(7);

    @Override
    public About about() {
        return new About(
                "difficulty",
                "Easy2Hard-Bench: Standardized Difficulty Labels for Profiling LLM Performance and Generalization",
                "Fitting a rating model to who solved what gives every problem a difficulty on one scale, which the share"
                        + " of failures does not where not everybody tried everything.",
                List.of(SET));
    }

    /// Spearman with the truth, by item response and by shares, of items and of respondents.
    private record Recovered(double items, double rawItems, double abilities, double rawAbilities, double observed) {}

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        Findings.Builder found = Findings.record();
        int repeats = setup.sized(10, 2);
        int work = 3 * repeats + 2;
        Recovered complete = simulated(setup, 0, 30, 200, false, repeats, work);
        Recovered few = simulated(setup, 1, 30, 200, true, repeats, work);
        Recovered many = simulated(setup, 2, setup.sized(200, 80), setup.sized(200, 100), true, repeats, work);
        record(found, "30 respondents, 200 items, all tried", complete);
        record(found, "30 respondents, 200 items, the able try the hard", few);
        record(found, "more respondents, the able try the hard", many);
        found.atMost(
                        "where everybody tried everything both ways agree: difference in Spearman",
                        Math.abs(complete.items - complete.rawItems),
                        0.01)
                .atLeast(
                        "where the able try the hard, item response gains on difficulty",
                        Math.min(few.items - few.rawItems, many.items - many.rawItems),
                        0.1)
                .atLeast(
                        "and on ability",
                        Math.min(few.abilities - few.rawAbilities, many.abilities - many.rawAbilities),
                        0.25);
        students(setup, found, work, 3 * repeats);
        found.figure(Chart.of(
                        "Agreement with the true difficulty",
                        Axis.linear("Spearman correlation, mean of " + repeats + " draws"),
                        Axis.of("", List.of("all tried", "30, selective", "more, selective")))
                .describedAs("How well the order of items by difficulty is found again, by the share of failures and by"
                        + " item response.")
                .with(
                        Series.bars("share of failures", complete.rawItems, few.rawItems, many.rawItems),
                        Series.bars("item response", complete.items, few.items, many.items)));
        return found.remark(String.format(
                        Locale.ROOT,
                        "Simulated: abilities N(0, 1), difficulties N(0, 1.2), one parameter. An attempt is kept with a"
                                + " chance that grows with the product of ability and difficulty; %.0f%% of the cells"
                                + " are left.",
                        100 * few.observed))
                .remark("Students: first answers to each skill; difficulties stand for students of that system alone.")
                .done();
    }

    private static void record(Findings.Builder found, String what, Recovered r) {
        found.measure(what + ": difficulty", r.rawItems, r.items, "Spearman")
                .measure(what + ": ability", r.rawAbilities, r.abilities, "Spearman");
    }

    private static Recovered simulated(
            Setup setup, int part, int respondents, int items, boolean selective, int repeats, int work)
            throws InterruptedException {
        double[] sums = new double[5];
        for (int r = 0; r < repeats; r++) {
            RandomGenerator random = setup.random(100L * part + r);
            double[] ability =
                    random.doubles(respondents).map(_ -> random.nextGaussian()).toArray();
            double[] difficulty =
                    random.doubles(items).map(_ -> 1.2 * random.nextGaussian()).toArray();
            ResponseMatrix.Builder builder = ResponseMatrix.builder();
            int cells = 0;
            for (int p = 0; p < respondents; p++)
                for (int i = 0; i < items; i++) {
                    double keep = Math.min(1, 0.3 * Math.exp(0.8 * ability[p] * difficulty[i] / 1.2 - 0.3));
                    boolean right = random.nextDouble() < Stable.sigmoid(ability[p] - difficulty[i]);
                    if (random.nextDouble() >= keep && selective) continue;
                    builder.add("p" + p, "i" + i, right);
                    cells++;
                }
            ResponseMatrix matrix = builder.build();
            ItemBank bank = MODEL.fit(matrix);
            List<Ability> abilities = bank.abilities(matrix, AbilityEstimator.EAP);
            List<double[]> rows = new ArrayList<>();
            for (ItemEstimate i : bank.items())
                rows.add(new double[] {i.curve().difficulty(), -i.share(), difficulty[number(i.item())]});
            sums[0] += spearman(rows, 0) / repeats;
            sums[1] += spearman(rows, 1) / repeats;
            rows.clear();
            for (int p = 0; p < abilities.size(); p++)
                rows.add(new double[] {
                    abilities.get(p).value(),
                    (double) matrix.rightOf(p) / matrix.attemptsOf(p),
                    ability[number(matrix.respondents().get(p))]
                });
            sums[2] += spearman(rows, 0) / repeats;
            sums[3] += spearman(rows, 1) / repeats;
            sums[4] += (double) cells / respondents / items / repeats;
            setup.progress((long) part * repeats + r + 1, work);
        }
        return new Recovered(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private static double spearman(List<double[]> rows, int column) {
        return RankAgreement.SPEARMAN.of(
                rows.stream().mapToDouble(r -> r[column]).toArray(),
                rows.stream().mapToDouble(r -> r[2]).toArray());
    }

    /// @param place how many new skills the student had met before
    private record Answer(int student, String skill, boolean right, int place) {}

    /// Difficulty from half of the students beside the other half, and whether answers that were kept
    /// aside are foretold better than by how often each skill is answered rightly.
    private static void students(Setup setup, Findings.Builder found, int work, int done) throws InterruptedException {
        List<Answer> answers = firstAnswers(setup.data().lines(SET, "assist2009_train.csv.gz"), setup.sized(60, 300));
        int splits = setup.sized(10, 2);
        double irt = 0;
        double raw = 0;
        for (int s = 0; s < splits; s++) {
            RandomGenerator random = setup.random(900L + s);
            Map<Integer, Boolean> half = new HashMap<>();
            List<Answer> left = new ArrayList<>();
            List<Answer> right = new ArrayList<>();
            for (Answer a : answers) (half.computeIfAbsent(a.student, _ -> random.nextBoolean()) ? left : right).add(a);
            ItemBank one = MODEL.fit(matrix(left));
            ItemBank other = MODEL.fit(matrix(right));
            List<double[]> rows = new ArrayList<>();
            List<double[]> shares = new ArrayList<>();
            for (ItemEstimate i : one.items())
                other.item(i.item()).ifPresent(o -> {
                    rows.add(new double[] {i.curve().difficulty(), 0, o.curve().difficulty()});
                    shares.add(new double[] {i.share(), 0, o.share()});
                });
            irt += spearman(rows, 0) / splits;
            raw += spearman(shares, 0) / splits;
        }
        setup.progress(done + 1, work);
        List<Answer> known = new ArrayList<>();
        List<Answer> kept = new ArrayList<>();
        RandomGenerator random = setup.random(990);
        for (Answer a : answers) (random.nextDouble() < 0.8 ? known : kept).add(a);
        ResponseMatrix matrix = matrix(known);
        ItemBank bank = MODEL.fit(matrix);
        List<Ability> abilities = bank.abilities(matrix, AbilityEstimator.EAP);
        Map<String, Ability> ability = new HashMap<>();
        for (int p = 0; p < abilities.size(); p++)
            ability.put(matrix.respondents().get(p), abilities.get(p));
        double loss = 0;
        double base = 0;
        int n = 0;
        for (Answer a : kept) {
            Ability student = ability.get("s" + a.student);
            ItemEstimate item = bank.item(a.skill).orElse(null);
            if (student == null || item == null) continue;
            n++;
            double p = expected(item, student);
            double q = (item.right() + 1.0) / (item.attempts() + 2);
            loss -= Math.log(a.right ? p : 1 - p);
            base -= Math.log(a.right ? q : 1 - q);
        }
        double follows = glicko(answers, MODEL.fit(matrix(answers)));
        setup.progress(work, work);
        found.measure(
                        "students, difficulty of skills: item response beside Glicko-2 in order of time",
                        follows,
                        "Spearman")
                .measure("students, two halves: difficulty of skills", raw, irt, "Spearman")
                .measure(
                        "students, answers kept aside: share of the skill beside item response",
                        base / n,
                        loss / n,
                        "log loss")
                .condition(new Condition(
                        "Glicko-2 finds the difficulties that item response finds: Spearman",
                        follows,
                        Side.AT_LEAST,
                        0.9,
                        false))
                .condition(new Condition(
                        "difficulty from half of the students stands with the other half: Spearman",
                        irt,
                        Side.AT_LEAST,
                        0.65,
                        false))
                .condition(new Condition(
                        "item response foretells kept answers better than the skill's share: log loss saved",
                        (base - loss) / n,
                        Side.AT_LEAST,
                        0.01,
                        false));
    }

    /// The tournament of students against skills, everybody's first new skill before anybody's second.
    private static double glicko(List<Answer> answers, ItemBank bank) {
        List<Attempt> attempts = answers.stream()
                .sorted(Comparator.comparingInt(Answer::place))
                .map(a -> new Attempt("s" + a.student, a.skill, a.right))
                .toList();
        Glicko2 system = Glicko2.STANDARD.withPeriod(Duration.ofDays(1), Glicko2.Grouping.SINGLE);
        List<double[]> rows = new ArrayList<>();
        for (DifficultyTable.ItemDifficulty i :
                DifficultyTable.of(attempts, system).items())
            bank.item(i.item())
                    .ifPresent(
                            r -> rows.add(new double[] {i.rating(), 0, r.curve().difficulty()}));
        return spearman(rows, 0);
    }

    /// The chance of a right answer over what is not known of the ability, taken as normal.
    private static double expected(ItemEstimate item, Ability student) {
        double sum = 0;
        for (int q = 0; q < GRID.points().length; q++)
            sum += GRID.weights()[q] * item.curve().probability(student.value() + student.error() * GRID.points()[q]);
        return sum;
    }

    private static ResponseMatrix matrix(List<Answer> answers) {
        ResponseMatrix.Builder builder = ResponseMatrix.builder();
        for (Answer a : answers) builder.add("s" + a.student, a.skill, a.right);
        return builder.build();
    }

    /// Three lines a student: how many, the skills, right or wrong. The first answer to each skill that
    /// enough students met.
    private static List<Answer> firstAnswers(List<String> lines, int enough) {
        List<String> filled = lines.stream().filter(l -> !l.isBlank()).toList();
        List<Answer> all = new ArrayList<>();
        Map<String, Integer> met = new TreeMap<>();
        for (int k = 0; k + 2 < filled.size(); k += 3) {
            String[] skills = filled.get(k + 1).split(",");
            String[] right = filled.get(k + 2).split(",");
            Map<String, Boolean> first = new LinkedHashMap<>();
            for (int a = 0; a < skills.length; a++)
                first.putIfAbsent(skills[a].strip(), right[a].strip().equals("1"));
            int student = k / 3;
            int place = 0;
            for (Map.Entry<String, Boolean> answer : first.entrySet()) {
                met.merge(answer.getKey(), 1, Integer::sum);
                all.add(new Answer(student, answer.getKey(), answer.getValue(), place++));
            }
        }
        all.removeIf(a -> met.getOrDefault(a.skill, 0) < enough);
        return all;
    }
}
