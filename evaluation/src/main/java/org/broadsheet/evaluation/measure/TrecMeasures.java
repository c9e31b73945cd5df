package org.broadsheet.evaluation.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.evaluation.measure.GainMeasures.Gain;
import org.broadsheet.evaluation.measure.PreferenceMeasures.Scope;
import org.broadsheet.evaluation.measure.Selection.Item;
import org.broadsheet.evaluation.measure.UserModels.Scale;

/// trec_eval's measures under its names, with its parameters, their defaults, and its order of printing.
final class TrecMeasures {
    private static final String CUTOFFS = "5,10,15,20,30,100,200,500,1000";
    private static final String RECALLS = "0.0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1.0";
    private static final String MULTIPLES = "0.2,0.4,0.6,0.8,1.0,1.2,1.4,1.6,1.8,2.0";

    /// What a name with its parameters stands for.
    private interface Family {
        /// @param parameters as given, or empty for the default
        List<Item> of(String parameters);
    }

    private static final Map<String, Family> FAMILIES = families();

    private static final Set<String> OFFICIAL =
            names("runid num_q num_ret num_rel num_rel_ret map gm_map Rprec bpref recip_rank iprec_at_recall P");
    private static final Map<String, Set<String>> SETS = Map.of(
            "official",
            OFFICIAL,
            "set",
            names("runid num_q num_ret num_rel num_rel_ret utility set_P set_recall set_relative_P set_map set_F"),
            "all_trec",
            names(
                    "runid num_q num_ret num_rel num_rel_ret map gm_map Rprec bpref recip_rank iprec_at_recall P relstring"
                            + " recall unj rbp rbp_resid infAP gm_bpref utility 11pt_avg ndcg relative_P Rprec_mult success"
                            + " map_cut ndcg_cut ndcg_rel Rndcg binG G set_P set_recall set_relative_P set_map set_F"
                            + " num_nonrel_judged_ret"),
            "qrels_jg",
            names("runid num_q map_avgjg P_avgjg Rprec_mult_avgjg"),
            "prefs",
            names("runid num_q prefs_num_prefs_poss prefs_num_prefs_ful prefs_num_prefs_ful_ret prefs_simp prefs_pair"
                    + " prefs_avgjg"),
            "all_prefs",
            names("runid num_q prefs_num_prefs_poss prefs_num_prefs_ful prefs_num_prefs_ful_ret prefs_simp prefs_pair"
                    + " prefs_avgjg prefs_avgjg_Rnonrel prefs_simp_ret prefs_pair_ret prefs_avgjg_ret"
                    + " prefs_avgjg_Rnonrel_ret prefs_simp_imp prefs_pair_imp prefs_avgjg_imp"));

    private static final Pattern PRINTED = Pattern.compile("([A-Za-z_0-9]*?[A-Za-z])_(\\d+(?:\\.\\d+)?)");

    /// Asked for so far: family -> parameters, none where the default is meant.
    private final Map<String, Set<String>> asked = new LinkedHashMap<>();

    private static Set<String> names(String text) {
        return new LinkedHashSet<>(Arrays.asList(text.split(" ")));
    }

    static Set<String> names() {
        Set<String> all = new TreeSet<>(FAMILIES.keySet());
        all.addAll(SETS.keySet());
        return all;
    }

    /// @return false where this is none of trec_eval's names
    boolean add(String text) {
        if (text.contains("@") || text.contains("(")) return false;
        int dot = text.indexOf('.');
        String name = dot < 0 ? text : text.substring(0, dot);
        Matcher printed = PRINTED.matcher(text);
        if (SETS.containsKey(name)) {
            SETS.getOrDefault(name, Set.of()).forEach(f -> asked.computeIfAbsent(f, _ -> new LinkedHashSet<>()));
            return true;
        }
        if (FAMILIES.containsKey(name)) return add(name, dot < 0 ? "" : text.substring(dot + 1), dot >= 0);
        if (printed.matches() && FAMILIES.containsKey(printed.group(1)))
            return add(printed.group(1), printed.group(2), true);
        return false;
    }

    private boolean add(String family, String parameters, boolean given) {
        Set<String> all = asked.computeIfAbsent(family, _ -> new LinkedHashSet<>());
        if (!given) return true;
        if (parameters.isBlank())
            throw new IllegalArgumentException(
                    "'" + family + ".' has no parameters; write " + family + " or give some, for example P.5,10");
        all.add(parameters);
        return true;
    }

    List<Item> items() {
        Map<String, Item> items = new LinkedHashMap<>();
        FAMILIES.forEach((name, family) -> {
            Set<String> parameters = asked.get(name);
            if (parameters == null) return;
            Map<String, Item> ofFamily = new LinkedHashMap<>();
            for (String p : parameters.isEmpty() ? Set.of("") : parameters)
                for (Item item : family.of(p)) ofFamily.put(key(item), item);
            items.putAll(ofFamily);
        });
        return List.copyOf(items.values());
    }

    private static String key(Item item) {
        return item instanceof Item.Value v ? v.measure().name() : item.toString();
    }

    private static Map<String, Family> families() {
        Map<String, Family> all = new LinkedHashMap<>();
        all.put("runid", _ -> List.of(new Item.RunId()));
        all.put("num_q", _ -> List.of(new Item.NumQ()));
        plain(all, Formula.count("num_ret", r -> r.size()));
        plain(all, Formula.count("num_rel", r -> r.relevant()));
        plain(all, Formula.count("num_rel_ret", r -> r.relevantRetrieved()));
        plain(all, RelevanceMeasures.averagePrecision());
        plain(all, RelevanceMeasures.averagePrecision().geometric("gm_map"));
        plain(all, RelevanceMeasures.rPrecision());
        plain(all, IncompleteMeasures.bpref());
        plain(all, RelevanceMeasures.reciprocalRank());
        numbers(all, "iprec_at_recall", RECALLS, RelevanceMeasures::interpolatedPrecision);
        cutoffs(all, "P", CUTOFFS, RelevanceMeasures::precision);
        all.put(
                "relstring",
                p -> List.of(
                        p.isEmpty()
                                ? new Item.Transcript("relstring", 10)
                                : new Item.Transcript("relstring_" + p, (int) number("relstring", p))));
        cutoffs(all, "recall", CUTOFFS, RelevanceMeasures::recall);
        plain(all, IncompleteMeasures.inferredAveragePrecision());
        plain(all, IncompleteMeasures.bpref().geometric("gm_bpref"));
        numbers(all, "Rprec_mult", MULTIPLES, RelevanceMeasures::rPrecision);
        list(all, "utility", "1,-1,0,0", (name, p) -> {
            if (p.length != 4)
                throw new IllegalArgumentException(
                        "utility has four parameters, for example utility.1,-1,0,0, but was given " + p.length);
            return RelevanceMeasures.utility(name, p[0], p[1], p[2], p[3]);
        });
        list(all, "11pt_avg", RECALLS, RelevanceMeasures::meanInterpolatedPrecision);
        plain(all, RelevanceMeasures.binaryG());
        gains(all, "G", GainMeasures::g);
        gains(all, "dcg", GainMeasures::dcg);
        gains(all, "ideal_dcg", GainMeasures::idealDcg);
        gains(all, "ndcg", GainMeasures::ndcg);
        gains(all, "ndcg_rel", GainMeasures::ndcgAtRelevant);
        gains(all, "Rndcg", GainMeasures::ndcgAtChanges);
        cutoffs(all, "ndcg_cut", CUTOFFS, k -> GainMeasures.ndcg("ndcg_cut_" + k, Gain.GRADE, k));
        cutoffs(all, "map_cut", CUTOFFS, RelevanceMeasures::averagePrecision);
        cutoffs(all, "relative_P", CUTOFFS, RelevanceMeasures::relativePrecision);
        cutoffs(all, "success", "1,5,10", RelevanceMeasures::success);
        plain(all, RelevanceMeasures.setPrecision());
        plain(all, RelevanceMeasures.setRelativePrecision());
        plain(all, RelevanceMeasures.setRecall());
        plain(all, RelevanceMeasures.setAveragePrecision());
        list(all, "set_F", "1", (name, p) -> RelevanceMeasures.setF(name, p[0]));
        plain(
                all,
                Formula.count("num_nonrel_judged_ret", r -> {
                            int judged = r.size() - IncompleteMeasures.unjudgedWithin(r, r.size());
                            return judged - r.relevantRetrieved();
                        })
                        .lowerIsBetter());
        plain(all, PreferenceMeasures.possible());
        plain(all, PreferenceMeasures.fulfilled());
        plain(all, PreferenceMeasures.fulfilledRetrieved());
        for (Scope scope : Scope.values()) {
            plain(all, PreferenceMeasures.simple(scope));
            plain(all, PreferenceMeasures.pairs(scope));
            plain(all, PreferenceMeasures.judges(scope));
            if (scope != Scope.IMPLIED) plain(all, PreferenceMeasures.balanced(scope == Scope.RETRIEVED));
        }
        plain(all, RelevanceMeasures.overGroups("map_avgjg", RelevanceMeasures.averagePrecision()));
        cutoffs(
                all,
                "P_avgjg",
                CUTOFFS,
                k -> RelevanceMeasures.overGroups("P_avgjg_" + k, RelevanceMeasures.precision(k)));
        numbers(
                all,
                "Rprec_mult_avgjg",
                MULTIPLES,
                x -> RelevanceMeasures.overGroups(
                        "Rprec_mult_avgjg_" + RelevanceMeasures.twoDecimals(x), RelevanceMeasures.rPrecision(x)));
        plain(all, RelevanceMeasures.logitAveragePrecision());
        all.put("rbp", p -> value(UserModels.rbp(named("rbp", p), persistence(p), levels(p))));
        all.put("rbp_resid", p -> value(UserModels.trecRbpResidual(named("rbp_resid", p), persistence(p))));
        cutoffs(all, "unj", "5,10,20", IncompleteMeasures::unjudged);
        return all;
    }

    private static List<Item> value(Formula formula) {
        return List.of(new Item.Value(formula));
    }

    private static String named(String name, String parameters) {
        return parameters.isEmpty() ? name : name + "_" + parameters;
    }

    private static void plain(Map<String, Family> all, Formula formula) {
        all.put(formula.name(), p -> {
            if (!p.isEmpty())
                throw new IllegalArgumentException(formula.name() + " has no parameters but was given '" + p + "'");
            return value(formula);
        });
    }

    private static void cutoffs(Map<String, Family> all, String name, String standard, IntFunction<Formula> of) {
        all.put(name, p -> {
            Set<Integer> ks = new TreeSet<>();
            for (double value : numbers(name, p.isEmpty() ? standard : p)) {
                if (!(value >= 1 && value <= Integer.MAX_VALUE))
                    throw new IllegalArgumentException("a cut-off of " + name + " is 1 or above but was " + value
                            + "; for example " + name + ".5,10");
                ks.add((int) value);
            }
            return values(ks.stream().map(of::apply).toList());
        });
    }

    private static void numbers(Map<String, Family> all, String name, String standard, DoubleFunction<Formula> of) {
        all.put(name, p -> {
            double[] values = numbers(name, p.isEmpty() ? standard : p);
            for (double value : values)
                if (value < 0)
                    throw new IllegalArgumentException("a parameter of " + name + " is 0 or above but was " + value);
            return values(Arrays.stream(values).sorted().mapToObj(of).toList());
        });
    }

    private static void list(Map<String, Family> all, String name, String standard, Listed of) {
        all.put(name, p -> value(of.make(named(name, p), numbers(name, p.isEmpty() ? standard : p))));
    }

    private interface Listed {
        Formula make(String name, double[] parameters);
    }

    private static void gains(Map<String, Family> all, String name, Gained of) {
        all.put(
                name,
                p -> value(
                        p.isEmpty()
                                ? of.make(name, Gain.GRADE)
                                : of.make(named(name, p), Gain.custom(levelGains(name, p)))
                                        .ranging(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)));
    }

    private interface Gained {
        Formula make(String name, Gain gain);
    }

    private static List<Item> values(List<Formula> formulas) {
        List<Item> items = new ArrayList<>();
        for (Formula formula : formulas) items.add(new Item.Value(formula));
        return items;
    }

    private static double[] numbers(String name, String text) {
        return Arrays.stream(text.split(",", -1))
                .mapToDouble(t -> number(name, t))
                .toArray();
    }

    private static double number(String name, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "the parameters of " + name + " are numbers with commas between but there was '" + text + "'");
    }

    private static Map<String, Double> pairs(String name, String text) {
        Map<String, Double> pairs = new TreeMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1)
                throw new IllegalArgumentException("the parameters of " + name
                        + " are name=number with commas between, but there was '" + pair + "'");
            pairs.put(pair.substring(0, equals).strip(), number(name, pair.substring(equals + 1)));
        }
        return pairs;
    }

    private static Map<Integer, Double> levelGains(String name, String text) {
        Map<Integer, Double> gains = new TreeMap<>();
        pairs(name, text).forEach((level, gain) -> {
            if (level.equals("p")) return;
            gains.put(
                    parsed(
                            level,
                            () -> new IllegalArgumentException(
                                    "gains of " + name + " are written grade=gain, but there was '" + level + "'")),
                    gain);
        });
        return gains;
    }

    private static int parsed(String text, java.util.function.Supplier<IllegalArgumentException> problem) {
        if (!text.matches("\\d{1,3}")) throw problem.get();
        return Integer.parseInt(text);
    }

    private static double persistence(String parameters) {
        double p = parameters.isEmpty() ? 0.9 : pairs("rbp", parameters).getOrDefault("p", 0.9);
        if (!(p > 0 && p < 1)) throw new IllegalArgumentException("p of rbp is between 0 and 1 but was " + p);
        return p;
    }

    /// Gains as trec_eval means them: the grade, or what was given for it, brought to 0 to 1 where they
    /// leave it.
    ///
    /// It reads two numbers there that it never set; with both at 0, as they mostly are, this is what it
    /// computes.
    private static Scale levels(String parameters) {
        Map<Integer, Double> given = parameters.isEmpty() ? Map.of() : levelGains("rbp", parameters);
        Function<Integer, Double> gain =
                grade -> given.containsKey(grade) ? given.getOrDefault(grade, 0.0) : (double) grade;
        return (grade, r) -> {
            double low = 0;
            double high = 0;
            for (int level = 0; level <= r.highestGrade(); level++) {
                low = Math.min(low, gain.apply(level));
                high = Math.max(high, gain.apply(level));
            }
            double value = gain.apply(grade);
            return low < 0 || high > 1 ? (value - low) / (high - low) : value;
        };
    }
}
