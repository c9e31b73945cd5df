package org.broadsheet.studies.rating;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.preference.rating.Elo;
import org.broadsheet.preference.rating.Glicko2;
import org.broadsheet.preference.rating.Home;
import org.broadsheet.preference.rating.KFactor;
import org.broadsheet.preference.rating.StateSpace;
import org.broadsheet.preference.rating.TrueSkill;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;
import org.broadsheet.studies.rating.Forecaster.Contender;
import org.broadsheet.studies.rating.Forecaster.Family;
import org.broadsheet.studies.rating.Forecaster.Score;
import org.broadsheet.studies.rating.Matches.Match;

/// Tennis matches of 2013 to 2018 and football internationals of 2013 to 2017, each foretold from those
/// before it. Settings of every system are searched for on earlier years alone, with the same effort.
final class RatingForecasts implements Study {
    /// What was measured of the same matches before, by a program of its own: Glicko-2's log loss.
    private static final double TENNIS_BEFORE = 0.6015;

    private static final double FOOTBALL_BEFORE = 0.8967;

    @Override
    public About about() {
        return new About(
                "rating-forecasts",
                "A State-Space Model for National Football League Scores",
                "Ratings that wander with time and are learned from margins of victory foretell matches better than"
                        + " those learned from who won.",
                List.of("tennis-atp", "football-internationals"));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int evaluations = setup.sized(120, 1);
        Forecaster tennis = new Forecaster(
                Matches.tennis(setup.data(), setup.sized(2005, 2010)).all(),
                setup.sized(2008, 2012),
                2013,
                setup.sized(2018, 2013),
                false);
        Forecaster football = new Forecaster(
                Matches.football(setup.data(), setup.sized(1872, 2000)).all(),
                setup.sized(1990, 2010),
                2013,
                setup.sized(2017, 2013),
                true);
        List<Family> ofTennis = tennisFamilies();
        List<Family> ofFootball = footballFamilies();
        int work = ofTennis.size() + ofFootball.size();
        List<Score> inTennis = new ArrayList<>();
        for (Family f : ofTennis) {
            inTennis.add(tennis.score(f, evaluations));
            setup.progress(inTennis.size(), work);
        }
        List<Score> inFootball = new ArrayList<>();
        for (Family f : ofFootball) {
            inFootball.add(football.score(f, evaluations));
            setup.progress(inTennis.size() + inFootball.size(), work);
        }
        Findings.Builder found = Findings.record();
        report(found, "tennis 2013-18", TENNIS_BEFORE, inTennis);
        report(found, "football 2013-17", FOOTBALL_BEFORE, inFootball);
        double tennisBest = inTennis.getLast().logLoss();
        double footballBest = inFootball.getLast().logLoss();
        found.atMost("tennis: log loss below what was measured for Glicko-2 before", tennisBest, TENNIS_BEFORE)
                .atMost("football: log loss below what was measured for Glicko-2 before", footballBest, FOOTBALL_BEFORE)
                .atLeast("tennis: better than Elo with the same care, by", ahead(inTennis, 0), 0.003)
                .atLeast("football: better than Elo with the same care, by", ahead(inFootball, 0), 0.003)
                .condition(new Condition(
                        "tennis: more than two standard errors better than Glicko-2, by",
                        sure(inTennis, 2),
                        Side.AT_LEAST,
                        2,
                        false))
                .condition(new Condition(
                        "football: more than two standard errors better than Glicko-2, by",
                        sure(inFootball, 2),
                        Side.AT_LEAST,
                        2,
                        false));
        found.figure(picture("Tennis 2013 to 2018", inTennis)).figure(picture("Football 2013 to 2017", inFootball));
        remember(found, "Tennis", inTennis);
        remember(found, "Football", inFootball);
        return found.done();
    }

    /// Positive settings are searched for as logarithms.
    private static List<Family> tennisFamilies() {
        return List.of(
                new Family(
                        "Elo",
                        x -> all(Elo.STANDARD.with(KFactor.falling(exp(x[0]), exp(x[1]), share(x[2])))),
                        new double[] {5, 1.6, -0.4},
                        0.5),
                new Family(
                        "Elo by margin",
                        x -> all(Elo.STANDARD.with(KFactor.falling(exp(x[0]), exp(x[1]), share(x[2]))
                                .byMargin(x[3]))),
                        new double[] {5, 1.6, -0.4, 1},
                        0.5),
                new Family(
                        "Glicko-2",
                        x -> all(Glicko2.STANDARD
                                .withNewcomer(exp(x[0]), exp(x[1]))
                                .withPeriod(Duration.ofDays(30), Glicko2.Grouping.SINGLE)),
                        new double[] {5.3, -2.8},
                        0.5),
                new Family(
                        "TrueSkill",
                        x -> all(new TrueSkill(0, 1, exp(x[0]), exp(x[1]), 0, Home.NONE)),
                        new double[] {0.7, -3},
                        0.5),
                new Family(
                        "State space, who won",
                        x -> played(new StateSpace(0, 1, exp(x[0]), 0, exp(x[1]), exp(x[2]), 0, 0, 0, Home.NONE)),
                        new double[] {-1.5, 0.7, 0.7},
                        0.5),
                new Family(
                        "State space, margins",
                        x -> played(
                                new StateSpace(0, 1, exp(x[0]), 0, exp(x[1]), exp(x[2]), 1, exp(x[3]), 0, Home.NONE)),
                        new double[] {-1.5, 0.3, 0, -1},
                        0.5),
                new Family(
                        "State space, margins and surface",
                        x -> played(new StateSpace(
                                0, 1, exp(x[0]), exp(x[4]), exp(x[1]), exp(x[2]), 1, exp(x[3]), 0, Home.NONE)),
                        new double[] {-1.5, 0.3, 0, -1, -1},
                        0.5));
    }

    private static List<Family> footballFamilies() {
        return List.of(
                new Family(
                        "Elo",
                        x -> all(Elo.STANDARD
                                .with(KFactor.falling(exp(x[0]), exp(x[1]), share(x[2])))
                                .withHome(Home.of(exp(x[3])))),
                        new double[] {5, 1.6, -0.4, 4.6},
                        0.5),
                new Family(
                        "World Football Elo rules",
                        _ -> new Contender(
                                Elo.STANDARD
                                        .with(KFactor.constant(60).byGoals())
                                        .withHome(Home.of(100)),
                                Match::weight),
                        new double[0],
                        1),
                new Family(
                        "Glicko-2",
                        x -> all(Glicko2.STANDARD
                                .withNewcomer(exp(x[0]), exp(x[1]))
                                .withPeriod(Duration.ofDays(30), Glicko2.Grouping.SINGLE)
                                .withHome(Home.of(exp(x[2])))),
                        new double[] {5.3, -3, 4.6},
                        0.5),
                new Family(
                        "TrueSkill",
                        x -> all(new TrueSkill(0, 1, exp(x[0]), exp(x[1]), 0.22, Home.of(exp(x[2])))),
                        new double[] {0.5, -3, -0.5},
                        0.5),
                new Family(
                        "State space, who won",
                        x -> weighed(
                                new StateSpace(x[3], 1, exp(x[0]), 0, exp(x[1]), 1, 0, 0, 0, Home.of(exp(x[2]))), x[4]),
                        new double[] {-1.5, 0.5, -0.5, -0.5, 0.3},
                        0.5),
                new Family(
                        "State space, margins",
                        x -> weighed(
                                new StateSpace(
                                        x[3], 1, exp(x[0]), 0, exp(x[1]), 1, exp(x[5]), 0, 0, Home.of(exp(x[2]))),
                                x[4]),
                        new double[] {-1.5, 0.3, -0.7, -0.5, 0.3, -0.5},
                        0.5));
    }

    private static Contender all(org.broadsheet.preference.rating.OnlineRatingSystem system) {
        return new Contender(system, _ -> 1);
    }

    /// Matches that were hardly played count less.
    private static Contender played(StateSpace system) {
        return new Contender(system, Match::weight);
    }

    /// Matches count by a power of what was at stake.
    private static Contender weighed(StateSpace system, double power) {
        return new Contender(system, m -> Math.pow(m.weight(), power));
    }

    private static double exp(double x) {
        return Math.exp(x);
    }

    /// Into (0, 1).
    private static double share(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static void remember(Findings.Builder found, String what, List<Score> scores) {
        for (Score s : scores)
            if (s.settings().length > 0)
                found.remark(what + ", " + s.name() + ": settings "
                        + Arrays.stream(s.settings())
                                .mapToObj(v -> String.format(Locale.ROOT, "%.4f", v))
                                .toList());
    }

    private static void report(Findings.Builder found, String what, double before, List<Score> scores) {
        for (Score s : scores) found.measure(what + ", log loss, " + s.name(), before, s.logLoss(), "nats");
        for (Score s : scores) found.measure(what + ", accuracy, " + s.name(), s.accuracy(), "share");
    }

    /// How much lower the last one's log loss is than that of the one with this number.
    private static double ahead(List<Score> scores, int than) {
        return scores.get(than).logLoss() - scores.getLast().logLoss();
    }

    /// The same in standard errors of the mean difference, match by match.
    private static double sure(List<Score> scores, int than) {
        double[] a = scores.get(than).losses();
        double[] b = scores.getLast().losses();
        double mean = ahead(scores, than);
        double square = 0;
        for (int k = 0; k < a.length; k++) square += Math.pow(a[k] - b[k] - mean, 2);
        return mean / Math.sqrt(square / (a.length - 1) / a.length);
    }

    private static Chart picture(String title, List<Score> scores) {
        double[] losses = scores.stream().mapToDouble(Score::logLoss).toArray();
        double least = Arrays.stream(losses).min().orElse(0);
        double most = Arrays.stream(losses).max().orElse(1);
        return Chart.of(
                        title,
                        Axis.linear("log loss").between(least - 0.2 * (most - least), most + 0.1 * (most - least)),
                        Axis.of("", scores.stream().map(Score::name).toList()))
                .describedAs(String.format(Locale.ROOT, "Log loss from %.4f to %.4f; less is better.", least, most))
                .with(Series.intervals("", losses, losses, losses));
    }
}
