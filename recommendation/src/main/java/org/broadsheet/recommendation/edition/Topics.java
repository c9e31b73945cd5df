package org.broadsheet.recommendation.edition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Metadata;

/// What a paper is about, in a few words: the name of its primary category, or, where its source has no categories, the
/// first of a short list of
/// subjects whose words its title and text use most.
public final class Topics {
    /// A paper of no known topic.
    public static final String OTHER = "Other subjects";

    /// arXiv's categories and archives, those of its first years included, in our own words.
    private static final Map<String, String> CATEGORIES = categories();

    private static final Map<String, List<String>> SUBJECTS = subjects();
    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z0-9]+");

    private Topics() {}

    private static Map<String, String> categories() {
        Map<String, String> names = new HashMap<>();
        try (InputStream in = Topics.class.getResourceAsStream("arxiv-categories.tsv")) {
            if (in == null) throw new IllegalStateException("this build lacks the names of the categories");
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int tab = line.indexOf('\t');
                names.put(line.substring(0, tab), line.substring(tab + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the names of the categories cannot be read", e);
        }
        return Map.copyOf(names);
    }

    private static Map<String, List<String>> subjects() {
        Map<String, List<String>> s = new LinkedHashMap<>();
        s.put(
                "Preferences and alignment",
                List.of("preference", "preferences", "alignment", "aligning", "reward", "rlhf", "dpo", "feedback"));
        s.put(
                "Retrieval and recommendation",
                List.of("retrieval", "recommendation", "recommender", "ranking", "search", "rag"));
        s.put("Agents", List.of("agent", "agents", "agentic", "planning", "tool", "web", "gui"));
        s.put(
                "Reasoning and code",
                List.of("reasoning", "math", "mathematical", "code", "coding", "programming", "theorem", "software"));
        s.put("Video and motion", List.of("video", "videos", "motion", "animation", "temporal"));
        s.put(
                "Images and 3D",
                List.of(
                        "image",
                        "images",
                        "diffusion",
                        "visual",
                        "3d",
                        "scene",
                        "rendering",
                        "gaussian",
                        "generation"));
        s.put("Vision and language", List.of("multimodal", "vision", "vlm", "mllm", "vlms", "mllms", "captioning"));
        s.put("Speech and music", List.of("speech", "audio", "music", "voice", "tts", "song"));
        s.put(
                "Robots and control",
                List.of("robot", "robotic", "robotics", "manipulation", "embodied", "control", "reinforcement"));
        s.put(
                "Biology and medicine",
                List.of("medical", "protein", "clinical", "biomedical", "molecular", "drug", "patient", "health"));
        s.put(
                "Tests and data",
                List.of("benchmark", "benchmarking", "evaluation", "dataset", "datasets", "evaluating", "survey"));
        s.put(
                "Efficiency",
                List.of(
                        "efficient",
                        "quantization",
                        "attention",
                        "inference",
                        "training",
                        "sparse",
                        "memory",
                        "context",
                        "scaling"));
        s.put(
                "Language models",
                List.of("language", "llm", "llms", "text", "tokens", "transformer", "translation", "multilingual"));
        return s;
    }

    /// The topic of a paper; never empty.
    public static String of(Metadata m) {
        for (String category : m.categories()) {
            String name = name(category);
            if (!name.equals(category)) return name;
        }
        return bySubject(m);
    }

    /// A category's name in words: its own, else its archive's, else the category itself.
    public static String name(String category) {
        String exact = CATEGORIES.get(category);
        if (exact != null) return exact;
        int dot = category.indexOf('.');
        return dot > 0 ? CATEGORIES.getOrDefault(category.substring(0, dot), category) : category;
    }

    private static String bySubject(Metadata m) {
        String body = m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText();
        Map<String, Integer> counts = new LinkedHashMap<>();
        // A word of the title says as much as three of the text.
        count(m.title(), 3, counts);
        for (String keyword : m.keywords()) count(keyword, 2, counts);
        count(body.length() > 3_000 ? body.substring(0, 3_000) : body, 1, counts);
        String best = OTHER;
        int most = 2;
        for (Map.Entry<String, List<String>> subject : SUBJECTS.entrySet()) {
            int sum = 0;
            for (String word : subject.getValue()) sum += Math.min(4, counts.getOrDefault(word, 0));
            if (sum > most) {
                best = subject.getKey();
                most = sum;
            }
        }
        return best;
    }

    private static void count(String text, int weight, Map<String, Integer> into) {
        for (String word : NOT_LETTERS.split(text.toLowerCase(Locale.ROOT))) into.merge(word, weight, Integer::sum);
    }
}
