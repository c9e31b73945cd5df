package org.broadsheet.evaluation.overlap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Finds the document nearest in meaning to each question, which catches paraphrases that share no run of
/// words. The
/// corpus is read once, document by document. Not for several threads.
public final class EmbeddingOverlap {
    private final Function<String, float[]> embedding;
    private final List<Text> questions;
    private final List<float[]> vectors;
    private final double[] cosines;
    private final String[] documents;

    /// The nearest document to a question.
    ///
    /// @param cosine   from -1 to 1; -2 where no document was read
    /// @param document its id, or empty
    public record Nearest(String question, double cosine, String document) {}

    /// @param questions what to look for
    /// @param embedding from a text to its vector; all vectors of one length, none all zero
    public EmbeddingOverlap(List<Text> questions, Function<String, float[]> embedding) {
        this.embedding = embedding;
        this.questions = List.copyOf(questions);
        vectors = questions.stream().map(q -> unit(q)).toList();
        cosines = new double[questions.size()];
        Arrays.fill(cosines, -2);
        documents = new String[questions.size()];
        Arrays.fill(documents, "");
    }

    /// Compares one more document with every question.
    public void read(Text document) {
        float[] vector = unit(document);
        for (int q = 0; q < cosines.length; q++) {
            float[] question = vectors.get(q);
            if (question.length != vector.length)
                throw new IllegalArgumentException("vectors of " + question.length + " and of " + vector.length
                        + " numbers cannot be compared; the embedding has to keep one length");
            double cosine = 0;
            for (int i = 0; i < vector.length; i++) cosine += (double) question[i] * vector[i];
            if (cosine > cosines[q]) {
                cosines[q] = cosine;
                documents[q] = document.id();
            }
        }
    }

    /// The nearest document of each question, in the order of the questions.
    public List<Nearest> report() {
        List<Nearest> all = new ArrayList<>();
        for (int q = 0; q < cosines.length; q++)
            all.add(new Nearest(questions.get(q).id(), cosines[q], documents[q]));
        return List.copyOf(all);
    }

    /// Share of the questions whose nearest document has a cosine of `threshold` or more; NaN without
    /// questions.
    public double flagged(double threshold) {
        return Arrays.stream(cosines).map(c -> c >= threshold ? 1 : 0).average().orElse(Double.NaN);
    }

    private float[] unit(Text text) {
        float[] vector = embedding.apply(text.text());
        double squares = 0;
        for (float v : vector) squares += (double) v * v;
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("the vector of " + text.id() + " has no length, or no finite one");
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) unit[i] = (float) (vector[i] / Math.sqrt(squares));
        return unit;
    }
}
