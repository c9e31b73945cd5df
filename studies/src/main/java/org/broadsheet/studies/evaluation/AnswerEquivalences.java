package org.broadsheet.studies.evaluation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.answer.AnswerEquivalence;
import org.broadsheet.evaluation.answer.AnswerMeasures;
import org.broadsheet.evaluation.answer.AnswerSets;
import org.broadsheet.evaluation.answer.JudgedAnswer;
import org.broadsheet.evaluation.answer.LearnedEquivalence;
import org.broadsheet.numerics.Stable;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Finding;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers judged by people, beside what words in common and a learned matcher say of them.
final class AnswerEquivalences implements Study {
    private static final String DATA = "qa-equivalence";
    private static final int FOLDS = 10;
    private static final double RIDGE = 3;
    private static final int SPLITS = 200;
    private static final double[] ERRORS = {0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1};
    private static final List<String> SYSTEMS = List.of("fid", "gpt35", "chatgpt", "gpt4", "newbing");

    @Override
    public About about() {
        return new About(
                "answer-equivalence",
                "Tomayto, Tomahto. Beyond Token-level Answer Equivalence for Question Answering Evaluation",
                "Counting shared words misses many right answers; a classifier trained on people's judgments of whether an"
                        + " answer says what the reference says agrees with people better than exact match and F1;"
                        + " and sets of answers that must hold a right one become smaller by it.",
                List.of(DATA));
    }

    /// @param judged    an answer and what people said
    /// @param published the score of the paper's own classifier
    private record Rated(JudgedAnswer judged, double published) {}

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        List<Rated> rated = rated(setup);
        int n = rated.size();
        boolean[] good = new boolean[n];
        double[] exact = new double[n];
        double[] f1 = new double[n];
        double[] contained = new double[n];
        double[] published = new double[n];
        for (int i = 0; i < n; i++) {
            JudgedAnswer j = rated.get(i).judged;
            good[i] = j.acceptable();
            exact[i] = AnswerMeasures.exactMatch(j.candidate(), j.references());
            f1[i] = AnswerMeasures.tokenF1(j.candidate(), j.references());
            contained[i] = AnswerMeasures.containment(j.candidate(), j.references());
            published[i] = rated.get(i).published;
        }
        double[] within = folds(rated, setup);
        List<List<JudgedAnswer>> elsewhere = elsewhere(rated, setup);
        double[] beyond = learnedElsewhere(rated, elsewhere, setup);

        double f1Agreement = agreement(f1, good, 0.5);
        double f1Area = area(f1, good);
        double exactAgreement = agreement(exact, good, 0.5);
        Findings.Builder found = Findings.record()
                .measure("answers people accept, and that match exactly", share(good), Stable.mean(exact), "share")
                .measure("agreement with people: exact match", exactAgreement, "share")
                .measure("agreement with people: F1 of at least .5", exactAgreement, f1Agreement, "share")
                .measure(
                        "agreement with people: reference within answer",
                        f1Agreement,
                        agreement(contained, good, 0.5),
                        "share")
                .measure(
                        "agreement with people: the paper's BERT classifier",
                        f1Agreement,
                        agreement(published, good, 0.5),
                        "share")
                .measure(interval(
                        "agreement with people: learned matcher, other questions of the set",
                        f1Agreement,
                        within,
                        good,
                        setup))
                .measure(interval(
                        "agreement with people: learned matcher, trained on another set",
                        f1Agreement,
                        beyond,
                        good,
                        setup))
                .measure("area under the curve: the paper's classifier beside F1", f1Area, area(published, good), "AUC")
                .measure(
                        "area under the curve: learned matcher, other questions, beside F1",
                        f1Area,
                        area(within, good),
                        "AUC")
                .measure(
                        "area under the curve: learned matcher, another set, beside F1",
                        f1Area,
                        area(beyond, good),
                        "AUC");

        double[] bounds = {0, 1e-9, 0.3, 0.5, 0.7, 1 - 1e-9, 1.1};
        double[] accepted = new double[6];
        for (int b = 0; b < 6; b++) {
            int at = b;
            int[] in = IntStream.range(0, n)
                    .filter(i -> f1[i] >= bounds[at] && f1[i] < bounds[at + 1])
                    .toArray();
            accepted[b] =
                    in.length == 0 ? 0 : Arrays.stream(in).filter(i -> good[i]).count() / (double) in.length;
        }
        double fall = 0;
        for (int b = 1; b < 6; b++) fall = Math.max(fall, accepted[b - 1] - accepted[b]);

        found.atLeast(
                        "the learned matcher agrees with people more often than F1, by",
                        agreement(within, good, 0.5) - f1Agreement,
                        0.03)
                .atLeast("and ranks answers better than F1, area by", area(within, good) - f1Area, 0.02)
                .atLeast(
                        "trained on another set it still ranks better than F1, area by",
                        area(beyond, good) - f1Area,
                        0.02)
                .atLeast(
                        "the paper's classifier agrees with people more often than F1, by",
                        agreement(published, good, 0.5) - f1Agreement,
                        0.03)
                .condition(new Condition(
                        "more words in common do not always mean a better answer: largest fall in acceptance",
                        fall,
                        Side.AT_LEAST,
                        0.03,
                        false));
        found.figure(Chart.of(
                        "How often people accept an answer, by its F1",
                        Axis.of(
                                "token F1 with the best reference",
                                List.of("0", "to .3", "to .5", "to .7", "below 1", "1")),
                        Axis.linear("share accepted").between(0, 1))
                .describedAs("Acceptance jumps as soon as any word is shared and then does not rise steadily.")
                .with(Series.bars("", accepted)));
        found.figure(Chart.of(
                        "Ranking right answers above wrong ones",
                        Axis.linear("share of wrong answers let in").between(0, 1),
                        Axis.linear("share of right answers let in").between(0, 1))
                .describedAs(
                        "Receiver operating characteristic of F1, of the paper's classifier and of the learned matcher.")
                .with(
                        curve("F1", f1, good),
                        curve("learned matcher", within, good),
                        curve("learned elsewhere", beyond, good),
                        curve("paper's classifier", published, good)));
        sets(found, rated, elsewhere, setup);
        return found.remark(
                        n + " answers of several systems to " + questions(rated).size()
                                + " questions, each judged by two or three people. The matcher is tested on questions it has not"
                                + " seen: in " + FOLDS
                                + " folds by question, and after training on the judgments of another set"
                                + " from which these questions were taken out.")
                .remark(
                        "Where two people judged the same answer they differed on about one in eight, which bounds what any"
                                + " measure can reach.")
                .done();
    }

    private static Finding interval(String name, double baseline, double[] scores, boolean[] good, Setup setup) {
        int n = scores.length;
        double[] samples = new double[1_000];
        var random = setup.random(name.hashCode());
        for (int s = 0; s < samples.length; s++)
            for (int i = 0; i < n; i++) {
                int drawn = random.nextInt(n);
                if ((scores[drawn] >= 0.5) == good[drawn]) samples[s] += 1.0 / n;
            }
        Arrays.sort(samples);
        return new Finding(
                name,
                baseline,
                agreement(scores, good, 0.5),
                Stable.quantile(samples, 0.025),
                Stable.quantile(samples, 0.975),
                "share");
    }

    private static double[] folds(List<Rated> rated, Setup setup) throws InterruptedException {
        List<String> questions = new ArrayList<>(questions(rated));
        java.util.Collections.shuffle(
                questions, new java.util.Random(setup.random(1).nextLong()));
        Map<String, Integer> fold = new HashMap<>();
        for (int i = 0; i < questions.size(); i++) fold.put(questions.get(i), i % FOLDS);
        double[] scores = new double[rated.size()];
        for (int k = 0; k < FOLDS; k++) {
            int held = k;
            LearnedEquivalence learned = LearnedEquivalence.fit(
                    rated.stream()
                            .map(Rated::judged)
                            .filter(j -> fold.getOrDefault(j.question(), -1) != held)
                            .toList(),
                    RIDGE);
            for (int i = 0; i < scores.length; i++) {
                JudgedAnswer j = rated.get(i).judged;
                if (fold.getOrDefault(j.question(), -1) == held)
                    scores[i] = learned.judge(j.question(), j.references(), j.candidate())
                            .score();
            }
            setup.progress(k + 1, FOLDS + 2);
        }
        return scores;
    }

    private static double[] learnedElsewhere(List<Rated> rated, List<List<JudgedAnswer>> elsewhere, Setup setup)
            throws InterruptedException {
        List<JudgedAnswer> other = elsewhere.stream()
                .flatMap(List::stream)
                .limit(setup.sized(Integer.MAX_VALUE, 2_000))
                .toList();
        LearnedEquivalence learned = LearnedEquivalence.fit(other, RIDGE);
        setup.progress(FOLDS + 1, FOLDS + 2);
        return rated.stream()
                .mapToDouble(r -> learned.judge(r.judged.question(), r.judged.references(), r.judged.candidate())
                        .score())
                .toArray();
    }

    /// The other set, question by question, without the questions of this one.
    private static List<List<JudgedAnswer>> elsewhere(List<Rated> rated, Setup setup) {
        Set<String> taken = new HashSet<>();
        questions(rated).forEach(q -> taken.add(plain(q)));
        List<List<JudgedAnswer>> other = new ArrayList<>();
        JsonMapper json = new JsonMapper();
        for (String line : setup.data().lines(DATA, "evouna-nq.jsonl.gz")) {
            JsonNode row = json.readTree(line);
            String question = row.path("question").asString("");
            if (row.path("improper").asBoolean(false) || taken.contains(plain(question))) continue;
            List<String> references = Arrays.stream(
                            row.path("golden_answer").asString("").split("/"))
                    .map(String::strip)
                    .filter(r -> !r.isEmpty())
                    .toList();
            if (references.isEmpty()) continue;
            other.add(SYSTEMS.stream()
                    .filter(system -> row.has("answer_" + system) && row.has("judge_" + system))
                    .map(system -> new JudgedAnswer(
                            question,
                            references,
                            row.path("answer_" + system).asString(""),
                            row.path("judge_" + system).asBoolean(false)))
                    .toList());
        }
        return other;
    }

    /// What sets of answers cost that hold an acceptable one as often as promised, where exact match decides what is
    /// acceptable and where an equivalence does.
    private static void sets(Findings.Builder found, List<Rated> rated, List<List<JudgedAnswer>> elsewhere, Setup setup)
            throws InterruptedException {
        List<List<JudgedAnswer>> asked = elsewhere.stream()
                .filter(answers -> answers.size() == SYSTEMS.size())
                .limit(setup.sized(Integer.MAX_VALUE, 400))
                .toList();
        LearnedEquivalence learned =
                LearnedEquivalence.fit(rated.stream().map(Rated::judged).toList(), RIDGE);
        List<List<Double>> scores = asked.stream()
                .map(answers -> Arrays.stream(AnswerSets.consensus(
                                answers.stream().map(JudgedAnswer::candidate).toList()))
                        .boxed()
                        .toList())
                .toList();
        List<List<AnswerSets.Judged>> judges = List.of(
                judged(asked, scores, AnswerEquivalence.exact()),
                judged(asked, scores, AnswerEquivalence.containing()),
                judged(asked, scores, learned),
                IntStream.range(0, asked.size())
                        .mapToObj(q -> new AnswerSets.Judged(
                                scores.get(q),
                                asked.get(q).stream()
                                        .map(JudgedAnswer::acceptable)
                                        .toList()))
                        .toList());
        List<AnswerSets.Judged> people = judges.getLast();
        double[][] sizes = new double[judges.size()][ERRORS.length];
        double[][] covered = new double[judges.size()][ERRORS.length];
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, asked.size()).boxed().toList());
        java.util.Random random = new java.util.Random(setup.random(2).nextLong());
        for (int s = 0; s < SPLITS; s++) {
            java.util.Collections.shuffle(order, random);
            List<Integer> known = order.subList(0, order.size() / 2);
            List<Integer> fresh = order.subList(order.size() / 2, order.size());
            for (int j = 0; j < judges.size(); j++)
                for (int e = 0; e < ERRORS.length; e++) {
                    AnswerSets sets = AnswerSets.calibrate(
                            known.stream().map(judges.get(j)::get).toList(), ERRORS[e]);
                    for (int q : fresh) {
                        sizes[j][e] += sets.size(scores.get(q)) / (double) (fresh.size() * SPLITS);
                        if (sets.covers(people.get(q))) covered[j][e] += 1.0 / (fresh.size() * SPLITS);
                    }
                }
        }
        setup.progress(FOLDS + 2, FOLDS + 2);
        double shrunk = 0;
        double kept = Double.POSITIVE_INFINITY;
        for (int e = 0; e < ERRORS.length; e++) {
            String at = String.format(Locale.ROOT, "%.0f%% of sets must hold a right one", 100 * (1 - ERRORS[e]));
            found.measure(
                            "answers kept where " + at + ": by exact match, by the matcher",
                            sizes[0][e],
                            sizes[2][e],
                            "answers")
                    .measure(
                            "sets that do, where " + at + ": by the matcher, by people",
                            covered[2][e],
                            covered[3][e],
                            "share");
            shrunk = Math.max(shrunk, sizes[0][e] / sizes[3][e]);
            kept = Math.min(kept, covered[3][e] - (1 - ERRORS[e]));
        }
        found.atLeast("sets shrink where people decide what is right, not exact match, at best times", shrunk, 1.5)
                .atLeast("and hold a right answer as often as promised, least margin", kept, -0.01)
                .figure(Chart.of(
                                "Answers kept of " + SYSTEMS.size() + " so that a right one is among them",
                                Axis.linear("share of sets that must hold a right answer"),
                                Axis.linear("answers kept, mean").between(0, SYSTEMS.size()))
                        .describedAs(
                                "Sets calibrated by exact match keep nearly everything; those calibrated by the learned"
                                        + " matcher or by people are much smaller.")
                        .with(
                                Series.line("exact match decides", promised(), sizes[0]),
                                Series.line("reference within answer", promised(), sizes[1]),
                                Series.line("learned matcher", promised(), sizes[2]),
                                Series.line("people", promised(), sizes[3])))
                .remark("Sets of answers: " + asked.size()
                        + " questions of the other set with answers of five systems, scored by"
                        + " how much each agrees with the other four; half calibrate, half are tested, " + SPLITS
                        + " splits. The matcher learned from the first set. Four of the systems answer in sentences, which"
                        + " never match exactly, so that exact match has to keep everything; and sets calibrated by the"
                        + " matcher hold an answer that people accept some points less often than promised, since it"
                        + " accepts some that people do not.");
    }

    private static double[] promised() {
        return Arrays.stream(ERRORS).map(e -> 1 - e).toArray();
    }

    private static List<AnswerSets.Judged> judged(
            List<List<JudgedAnswer>> asked, List<List<Double>> scores, AnswerEquivalence by) {
        return IntStream.range(0, asked.size())
                .mapToObj(q -> new AnswerSets.Judged(
                        scores.get(q),
                        asked.get(q).stream()
                                .map(j -> by.judge(j.question(), j.references(), j.candidate())
                                        .accepted())
                                .toList()))
                .toList();
    }

    private static String plain(String question) {
        return question.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    private static Set<String> questions(List<Rated> rated) {
        Set<String> questions = new java.util.TreeSet<>();
        rated.forEach(r -> questions.add(r.judged.question()));
        return questions;
    }

    /// People's verdicts stand in one file, references and the classifier's scores in another, whose own
    /// verdicts are
    /// the classifier's; question and answer join them.
    private static List<Rated> rated(Setup setup) {
        Map<List<String>, Boolean> verdicts = new HashMap<>();
        for (CSVRecord row : rows(setup, "NQ301_human.tsv"))
            verdicts.put(
                    List.of(row.get("Question"), row.get("Model answer")),
                    row.get("Acceptable?").equals("Yes"));
        List<Rated> rated = new ArrayList<>();
        for (CSVRecord row : rows(setup, "NQ301_BEM.tsv")) {
            Boolean verdict = verdicts.get(List.of(row.get("Question"), row.get("Model answer")));
            List<String> references = Arrays.stream(row.get("Gold answers").split("\\|"))
                    .map(String::strip)
                    .filter(r -> !r.isEmpty())
                    .toList();
            if (verdict == null || references.isEmpty()) continue;
            rated.add(new Rated(
                    new JudgedAnswer(row.get("Question"), references, row.get("Model answer"), verdict),
                    published(row.get("BEM probs per gold answer"))));
        }
        return rated;
    }

    private static List<CSVRecord> rows(Setup setup, String file) {
        String text = String.join("\n", setup.data().lines(DATA, file));
        CSVFormat format = CSVFormat.TDF
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrailingData(true)
                .get();
        try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
            return rows.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
        }
    }

    /// The highest second number of `[[p, q], [p, q], ...]`.
    private static double published(String text) {
        double most = 0;
        for (JsonNode pair : new JsonMapper().readTree(text))
            most = Math.max(most, pair.path(1).asDouble(0));
        return most;
    }

    private static double share(boolean[] good) {
        int n = 0;
        for (boolean g : good) if (g) n++;
        return (double) n / good.length;
    }

    private static double agreement(double[] scores, boolean[] good, double threshold) {
        int same = 0;
        for (int i = 0; i < scores.length; i++) if ((scores[i] >= threshold) == good[i]) same++;
        return (double) same / scores.length;
    }

    private static int[] descending(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The share of pairs of a right and a wrong answer in which the right one scores higher, ties half.
    private static double area(double[] scores, boolean[] good) {
        Series.Line line = curve("", scores, good);
        double area = 0;
        for (int i = 1; i < line.points().size(); i++) {
            var from = line.points().get(i - 1);
            var to = line.points().get(i);
            area += (to.x() - from.x()) * (from.y() + to.y()) / 2;
        }
        return area;
    }

    private static Series.Line curve(String name, double[] scores, boolean[] good) {
        int[] order = descending(scores);
        double right = 0;
        double wrong = 0;
        for (boolean g : good)
            if (g) right++;
            else wrong++;
        double[] x = new double[order.length + 1];
        double[] y = new double[order.length + 1];
        int points = 1;
        double hits = 0;
        double misses = 0;
        for (int i = 0; i < order.length; i++) {
            if (good[order[i]]) hits++;
            else misses++;
            if (i + 1 < order.length && scores[order[i + 1]] == scores[order[i]]) continue;
            x[points] = misses / wrong;
            y[points++] = hits / right;
        }
        return Series.line(name, Arrays.copyOf(x, points), Arrays.copyOf(y, points));
    }
}
