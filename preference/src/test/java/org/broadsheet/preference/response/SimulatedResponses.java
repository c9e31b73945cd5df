package org.broadsheet.preference.response;

import java.util.SplittableRandom;

/// Answers whose abilities and curves are known.
@SuppressWarnings("ArrayRecordComponent") // never compared
record SimulatedResponses(double[] abilities, ItemCurve[] curves, ResponseMatrix matrix) {
    /// @param kept the share of cells that are not empty
    static SimulatedResponses draw(ItemModel model, int respondents, int items, double kept, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ItemCurve[] curves = new ItemCurve[items];
        for (int i = 0; i < items; i++)
            curves[i] = new ItemCurve(
                    model == ItemModel.ONE_PARAMETER ? 1.2 : Math.exp(0.3 * random.nextGaussian()),
                    Math.clamp(1.2 * random.nextGaussian(), -2.5, 2.5),
                    model == ItemModel.THREE_PARAMETER ? random.nextDouble(0.15, 0.25) : 0);
        return answers(curves, respondents, kept, random);
    }

    static SimulatedResponses answers(ItemCurve[] curves, int respondents, double kept, SplittableRandom random) {
        double[] abilities = new double[respondents];
        ResponseMatrix.Builder builder = ResponseMatrix.builder();
        for (int p = 0; p < respondents; p++) {
            abilities[p] = random.nextGaussian();
            for (int i = 0; i < curves.length; i++) {
                boolean right = random.nextDouble() < curves[i].probability(abilities[p]);
                // Everybody tries the first item, so that nobody is missing.
                if (i == p % curves.length || random.nextDouble() < kept) builder.add("p" + p, "i" + i, right);
            }
        }
        return new SimulatedResponses(abilities, curves, builder.build());
    }

    ItemCurve curve(String item) {
        return curves[Integer.parseInt(item.substring(1))];
    }

    double ability(String respondent) {
        return abilities[Integer.parseInt(respondent.substring(1))];
    }
}
