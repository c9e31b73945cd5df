package org.broadsheet.evaluation.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.measure.GainMeasures.Gain;
import org.broadsheet.evaluation.measure.UserModels.Model;
import org.broadsheet.evaluation.measure.UserModels.Scale;

/// Measures as ir-measures writes them: `Name(parameter=value,...)@cutoff`.
final class IrMeasures {
    private static final Pattern FORM = Pattern.compile("([\\p{L}_0-9]+)(?:\\((.*)\\))?(?:@([0-9.]+))?");

    private interface Maker {
        Formula make(String name, Arguments arguments);
    }

    private static final Map<String, Maker> MAKERS = makers();
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("MAP", "AP"),
            Map.entry("MRR", "RR"),
            Map.entry("NDCG", "nDCG"),
            Map.entry("Precision", "P"),
            Map.entry("Recall", "R"),
            Map.entry("BPref", "Bpref"),
            Map.entry("RPrec", "Rprec"),
            Map.entry("HitRate", "Success"),
            Map.entry("MAP_IA", "AP_IA"),
            Map.entry("α_nDCG", "alpha_nDCG"),
            Map.entry("α_DCG", "alpha_DCG"));

    private IrMeasures() {}

    static List<String> names() {
        return List.copyOf(MAKERS.keySet());
    }

    /// @throws IllegalArgumentException where the name is unknown or its parameters make no sense
    static Formula parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches())
            throw new IllegalArgumentException("'" + text
                    + "' is not the name of a measure; write for example map, P.5,10, nDCG@10 or RBP(p=0.8)");
        String base = OTHER_NAMES.getOrDefault(form.group(1), form.group(1));
        Maker maker = MAKERS.get(base);
        if (maker == null)
            throw new IllegalArgumentException(
                    "there is no measure '" + form.group(1) + "'; there are " + String.join(", ", Measures.names()));
        Arguments arguments = new Arguments(base, form.group(2), form.group(3));
        String name = base + arguments.written();
        Formula formula = maker.make(name, arguments).named(name);
        arguments.throwIfLeft();
        return formula;
    }

    private static Map<String, Maker> makers() {
        Map<String, Maker> all = new TreeMap<>();
        all.put("P", (_, a) -> binary(RelevanceMeasures.precision(a.cutoff()), a));
        all.put("R", (_, a) -> binary(RelevanceMeasures.recall(a.cutoff()), a));
        all.put("Success", (_, a) -> binary(RelevanceMeasures.success(a.cutoff()), a));
        all.put("Rprec", (_, a) -> binary(RelevanceMeasures.rPrecision(), a));
        all.put("RR", (_, a) -> binary(RelevanceMeasures.reciprocalRank(), a).of(a.top()));
        all.put("AP", (_, a) -> binary(RelevanceMeasures.averagePrecision(), a).of(a.top()));
        all.put(
                "GMAP",
                (n, a) -> binary(RelevanceMeasures.averagePrecision(), a).geometric(n));
        all.put("infAP", (_, a) -> binary(IncompleteMeasures.inferredAveragePrecision(), a));
        all.put("Bpref", (_, a) -> binary(IncompleteMeasures.bpref(), a));
        all.put("IPrec", (_, a) -> binary(RelevanceMeasures.interpolatedPrecision(a.recall()), a));
        all.put("SetP", (_, a) -> binary(RelevanceMeasures.setPrecision(), a));
        all.put("SetR", (_, a) -> binary(RelevanceMeasures.setRecall(), a));
        all.put("SetRelP", (_, a) -> binary(RelevanceMeasures.setRelativePrecision(), a));
        all.put("SetAP", (_, a) -> binary(RelevanceMeasures.setAveragePrecision(), a));
        // ir-measures hands its beta on as trec_eval's x, which is beta squared elsewhere.
        all.put("SetF", (n, a) -> binary(RelevanceMeasures.setF(n, a.number("beta", 1, 0, 1e9)), a));
        all.put("NumRet", (n, a) -> {
            int level = a.whole("rel", -1, 0, 127);
            return level < 0
                    ? Formula.count(n, JudgedRanking::size)
                    : Formula.count(n, r -> r.withRelevanceLevel(level).relevantRetrieved());
        });
        all.put("NumRelRet", (n, a) -> binary(Formula.count(n, JudgedRanking::relevantRetrieved), a));
        all.put("NumRel", (n, a) -> binary(Formula.count(n, JudgedRanking::relevant), a));
        all.put("nDCG", (n, a) -> judged(GainMeasures.ndcg(n, a.gain(), a.cutoffOr(Integer.MAX_VALUE)), a));
        all.put("DCG", (n, a) -> judged(GainMeasures.dcg(n, a.gain(), a.cutoffOr(Integer.MAX_VALUE)), a));
        all.put("Judged", (n, a) -> IncompleteMeasures.judged(n, a.cutoffOr(Integer.MAX_VALUE)));
        all.put("Accuracy", (n, a) -> binary(IncompleteMeasures.accuracy(n), a).of(a.top()));
        all.put("ERR", (n, a) -> UserModels.err(n, a.whole("max_rel", 4, 1, 127), a.cutoffOr(Integer.MAX_VALUE)));
        all.put("RBP", (n, a) -> {
            Scale scale = a.has("rel") ? Scale.BINARY : Scale.HIGHEST;
            return binary(UserModels.rbp(n, a.persistence(0.8), scale), a).of(a.top());
        });
        all.put(
                "RBP_residual",
                (n, a) -> UserModels.rbpResidual(n, a.persistence(0.8)).of(a.top()));
        models(all, "INST", a -> UserModels.inst(a.wanted()));
        models(all, "INSQ", a -> UserModels.insq(a.wanted()));
        models(all, "BPM", a -> UserModels.bpm(a.wanted(), a.cutoff()));
        models(all, "SDCG", a -> UserModels.sdcg(a.cutoff()));
        models(all, "NERR8", a -> UserModels.nearlyErr(a.cutoff()));
        models(all, "NERR9", a -> UserModels.nearlyErrDiscounted(a.cutoff()));
        models(all, "NERR10", a -> UserModels.nearlyErrPatient(a.persistence(0.9)));
        models(all, "NERR11", a -> UserModels.nearlyErrWanting(a.wanted()));
        all.put("Compat", (n, a) -> UserModels.compatibility(n, a.persistence(0.95), a.flag("normalize", true)));
        all.put("alpha_nDCG", (n, a) -> intent(IntentMeasures.alphaNdcg(n, a.alpha(), a.cutoffOr(1000)), a));
        all.put(
                "alpha_DCG",
                (n, a) ->
                        intent(IntentMeasures.alphaDcg(n, a.alpha(), a.cutoffOr(1000), a.flag("normalize", false)), a));
        all.put(
                "ERR_IA",
                (n, a) ->
                        intent(IntentMeasures.errIa(n, a.cutoffOr(Integer.MAX_VALUE), a.flag("normalize", false)), a));
        all.put("nERR_IA", (n, a) -> intent(IntentMeasures.normalizedErrIa(n, a.cutoffOr(Integer.MAX_VALUE)), a));
        all.put("NRBP", (n, a) -> intent(IntentMeasures.nrbp(n, a.alpha(), a.number("beta", 0.5, 0, 1)), a));
        all.put("nNRBP", (n, a) -> intent(IntentMeasures.normalizedNrbp(n, a.alpha(), a.number("beta", 0.5, 0, 1)), a));
        all.put("AP_IA", (n, a) -> intent(IntentMeasures.mean(n, RelevanceMeasures.averagePrecision()), a));
        all.put("P_IA", (n, a) -> intent(IntentMeasures.mean(n, RelevanceMeasures.precision(a.cutoff())), a));
        all.put("StRecall", (n, a) -> intent(IntentMeasures.subtopicRecall(n, a.cutoffOr(Integer.MAX_VALUE)), a));
        return all;
    }

    private interface Modelled {
        Model of(Arguments arguments);
    }

    private static void models(Map<String, Maker> all, String name, Modelled model) {
        all.put(name, (n, a) -> binary(UserModels.measure(n, model.of(a), a.scale()), a));
        all.put(name + "_residual", (n, a) -> binary(UserModels.residual(n, model.of(a), a.scale()), a));
    }

    private static Formula binary(Formula formula, Arguments a) {
        int level = a.whole("rel", -1, 0, 127);
        Formula judged = judged(formula, a);
        return level < 0 ? judged : judged.of(r -> r.withRelevanceLevel(level));
    }

    private static Formula judged(Formula formula, Arguments a) {
        return a.flag("judged_only", false) ? formula.of(JudgedRanking::judgedOnly) : formula;
    }

    private static Formula intent(Formula formula, Arguments a) {
        int level = a.whole("rel", -1, 0, 127);
        return judged(level < 0 ? formula : formula.of(r -> r.withRelevanceLevel(level)), a);
    }

    /// What stands between the brackets and behind the `@`.
    private static final class Arguments {
        private final String measure;
        private final Map<String, String> given = new LinkedHashMap<>();
        private final Map<String, String> left;
        private final String written;
        private String cutoff;

        Arguments(
                String measure,
                @org.jspecify.annotations.Nullable String text,
                @org.jspecify.annotations.Nullable String cutoff) {
            this.measure = measure;
            this.cutoff = cutoff == null ? "" : cutoff;
            written = (text == null || text.isBlank() ? "" : "(" + text.replaceAll("\\s", "") + ")")
                    + (cutoff == null ? "" : "@" + cutoff);
            if (text != null && !text.isBlank())
                for (String part : text.split(",(?![^{]*\\})")) {
                    int equals = part.indexOf('=');
                    if (equals < 1) throw problem("parameters are name=value with commas between, not '" + part + "'");
                    given.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip().replaceAll("^['\"]|['\"]$", ""));
                }
            left = new LinkedHashMap<>(given);
        }

        private IllegalArgumentException problem(String why) {
            return new IllegalArgumentException(measure + ": " + why);
        }

        String written() {
            return written;
        }

        boolean has(String name) {
            return given.containsKey(name);
        }

        int cutoff() {
            if (cutoff.isEmpty()) throw problem("needs a cut-off, for example " + measure + "@10");
            return cutoffOr(0);
        }

        int cutoffOr(int otherwise) {
            if (cutoff.isEmpty()) return otherwise;
            String text = cutoff;
            if (!text.matches("[1-9]\\d{0,8}"))
                throw problem("a cut-off is a whole number, 1 or above, but was '" + text + "'");
            return Integer.parseInt(text);
        }

        double recall() {
            if (cutoff.isEmpty()) throw problem("needs a recall, for example IPrec@0.2");
            if (!cutoff.matches("\\d*\\.?\\d+") || Double.parseDouble(cutoff) > 1)
                throw problem("a recall is a number from 0 to 1 but was '" + cutoff + "'");
            return Double.parseDouble(cutoff);
        }

        /// Cuts the ranking where there is a cut-off.
        java.util.function.UnaryOperator<JudgedRanking> top() {
            if (cutoff.isEmpty()) return r -> r;
            int k = cutoff();
            return r -> r.top(k);
        }

        double number(String name, double otherwise, double low, double high) {
            String text = left.remove(name);
            if (text == null) text = given.get(name);
            if (text == null) return otherwise;
            try {
                double value = Double.parseDouble(text);
                if (value >= low && value <= high) return value;
            } catch (NumberFormatException e) {
                // told below
            }
            throw problem(name + " is a number from " + low + " to " + high + " but was '" + text + "'");
        }

        int whole(String name, int otherwise, int low, int high) {
            double value = number(name, otherwise, low, high);
            if (value != Math.rint(value)) throw problem(name + " is a whole number but was " + value);
            return (int) value;
        }

        boolean flag(String name, boolean otherwise) {
            String text = left.remove(name);
            if (text == null) text = given.get(name);
            if (text == null) return otherwise;
            if (text.equalsIgnoreCase("true")) return true;
            if (text.equalsIgnoreCase("false")) return false;
            throw problem(name + " is True or False but was '" + text + "'");
        }

        double persistence(double otherwise) {
            return number("p", otherwise, 1e-9, 1 - 1e-9);
        }

        double alpha() {
            return number("alpha", 0.5, 0, 1);
        }

        double wanted() {
            return number("T", 1, 1e-9, 1e9);
        }

        /// Gains from min_rel to max_rel where these are given, else from relevant or not.
        Scale scale() {
            if (!has("max_rel") && !has("min_rel")) return Scale.BINARY;
            int low = whole("min_rel", 0, 0, 127);
            int high = whole("max_rel", 127, 0, 127);
            if (high <= low) throw problem("max_rel is above min_rel, but they were " + high + " and " + low);
            return Scale.between(low, high);
        }

        Gain gain() {
            String custom = left.remove("gains");
            String form = left.remove("dcg");
            if (custom != null) {
                Map<Integer, Double> gains = new TreeMap<>();
                for (String pair : custom.replaceAll("[{}\\s]", "").split(",")) {
                    if (!pair.matches("\\d{1,3}:-?\\d+(\\.\\d+)?"))
                        throw problem("gains are written {grade:gain,...} but there was '" + pair + "'");
                    gains.put(
                            Integer.parseInt(pair.substring(0, pair.indexOf(':'))),
                            Double.parseDouble(pair.substring(pair.indexOf(':') + 1)));
                }
                return Gain.custom(gains);
            }
            if (form == null || form.equals("log2")) return Gain.GRADE;
            if (form.equals("exp-log2")) return Gain.EXPONENTIAL;
            throw problem("dcg is 'log2' or 'exp-log2' but was '" + form + "'");
        }

        void throwIfLeft() {
            if (!left.isEmpty()) throw problem("has no parameter " + left.keySet());
        }
    }
}
