package org.broadsheet.recommendation.edition;

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

    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("cs.AI", "Artificial intelligence"),
            Map.entry("cs.AR", "Hardware"),
            Map.entry("cs.CC", "Complexity"),
            Map.entry("cs.CE", "Computational engineering"),
            Map.entry("cs.CG", "Computational geometry"),
            Map.entry("cs.CL", "Language"),
            Map.entry("cs.CR", "Security"),
            Map.entry("cs.CV", "Vision"),
            Map.entry("cs.CY", "Computers and society"),
            Map.entry("cs.DB", "Databases"),
            Map.entry("cs.DC", "Distributed computing"),
            Map.entry("cs.DL", "Digital libraries"),
            Map.entry("cs.DS", "Data structures and algorithms"),
            Map.entry("cs.GR", "Graphics"),
            Map.entry("cs.GT", "Game theory"),
            Map.entry("cs.HC", "People and computers"),
            Map.entry("cs.IR", "Information retrieval"),
            Map.entry("cs.IT", "Information theory"),
            Map.entry("cs.LG", "Machine learning"),
            Map.entry("cs.LO", "Logic"),
            Map.entry("cs.MA", "Agents together"),
            Map.entry("cs.MM", "Multimedia"),
            Map.entry("cs.NE", "Neural and evolutionary computing"),
            Map.entry("cs.NI", "Networks"),
            Map.entry("cs.OS", "Operating systems"),
            Map.entry("cs.PL", "Programming languages"),
            Map.entry("cs.RO", "Robotics"),
            Map.entry("cs.SD", "Sound"),
            Map.entry("cs.SE", "Software engineering"),
            Map.entry("cs.SI", "Social networks"),
            Map.entry("cs.SY", "Control"),
            Map.entry("eess.AS", "Speech and audio"),
            Map.entry("eess.IV", "Image processing"),
            Map.entry("eess.SP", "Signal processing"),
            Map.entry("eess.SY", "Control"),
            Map.entry("stat.AP", "Applied statistics"),
            Map.entry("stat.CO", "Statistical computing"),
            Map.entry("stat.ME", "Statistical methods"),
            Map.entry("stat.ML", "Machine learning"),
            Map.entry("stat.TH", "Statistics theory"),
            Map.entry("math.OC", "Optimisation"),
            Map.entry("math.PR", "Probability"),
            Map.entry("math.ST", "Statistics theory"),
            Map.entry("math.NA", "Numerical analysis"),
            Map.entry("physics.soc-ph", "Physics of society"),
            Map.entry("q-bio.BM", "Biomolecules"),
            Map.entry("q-bio.NC", "Neurons and cognition"),
            Map.entry("q-bio.QM", "Quantitative biology"),
            Map.entry("quant-ph", "Quantum physics"),
            Map.entry("gr-qc", "Gravitation"),
            Map.entry("hep-th", "High-energy theory"),
            Map.entry("hep-ph", "High-energy phenomenology"),
            Map.entry("hep-ex", "High-energy experiment"),
            Map.entry("astro-ph", "Astrophysics"),
            Map.entry("cond-mat", "Condensed matter"));

    private static final Map<String, String> ARCHIVES = Map.ofEntries(
            Map.entry("cs", "Computer science"),
            Map.entry("math", "Mathematics"),
            Map.entry("stat", "Statistics"),
            Map.entry("physics", "Physics"),
            Map.entry("astro-ph", "Astrophysics"),
            Map.entry("cond-mat", "Condensed matter"),
            Map.entry("eess", "Electrical engineering"),
            Map.entry("econ", "Economics"),
            Map.entry("q-bio", "Biology"),
            Map.entry("q-fin", "Finance"),
            Map.entry("nlin", "Nonlinear science"));

    private static final Map<String, List<String>> SUBJECTS = subjects();
    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z0-9]+");

    private Topics() {}

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

    /// A category's name in words, or the category itself where we have none.
    public static String name(String category) {
        String exact = CATEGORIES.get(category);
        if (exact != null) return exact;
        int dot = category.indexOf('.');
        String archive = ARCHIVES.get(dot > 0 ? category.substring(0, dot) : category);
        return archive != null ? archive : category;
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
