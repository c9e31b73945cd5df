package org.broadsheet.evaluation.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.measure.Measures;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is measured, on what, with what: a file that says everything a run needs.
///
/// @param id       lower-case letters, digits and `-`; names files and folders
/// @param version  from 1; grows with every change that changes results
/// @param title    for people
/// @param kind     of task; a [ContestKind] has to know it
/// @param data     files it reads, below the data folder
/// @param settings what the kind of task asks for, such as which file has the queries and how to split
/// @param systems  that take part
/// @param seeds    of splits and of systems that draw; each system runs once for each
/// @param measures by name; the first one orders the leaderboard
public record Benchmark(
        String id,
        int version,
        String title,
        String kind,
        List<DataFile> data,
        Map<String, String> settings,
        List<Entry> systems,
        List<Long> seeds,
        List<String> measures) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final List<String> REQUIRED =
            List.of("id", "version", "title", "kind", "data", "settings", "systems", "seeds", "measures");
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /// A file and what it holds.
    ///
    /// @param path   below the data folder, parted by `/`
    /// @param sha256 of its bytes, in hexadecimal
    public record DataFile(String path, String sha256) {
        public DataFile {
            Path normal = Path.of(path).normalize();
            if (path.isBlank() || normal.isAbsolute() || normal.startsWith(".."))
                throw new IllegalArgumentException("a data file lies below the data folder, but not \"" + path + "\"");
            if (!sha256.matches("[0-9a-f]{64}"))
                throw new IllegalArgumentException("the sha256 of " + path + " is not 64 hexadecimal digits");
        }
    }

    /// A system that takes part.
    ///
    /// @param name       distinct, for people
    /// @param system     which the kind of task knows
    /// @param parameters of the system, by name
    public record Entry(String name, String system, Map<String, String> parameters) {
        public Entry {
            parameters = sorted(parameters);
            if (name.isBlank()) throw new IllegalArgumentException("a system has a name");
        }
    }

    public Benchmark {
        if (!ID.matcher(id).matches())
            throw new IllegalArgumentException(
                    "the id of a benchmark has lower-case letters, digits and - only, but was \"" + id + "\"");
        if (version < 1) throw new IllegalArgumentException("the version is 1 or more but was " + version);
        data = List.copyOf(data);
        settings = sorted(settings);
        systems = List.copyOf(systems);
        seeds = List.copyOf(seeds);
        measures = List.copyOf(measures);
        if (seeds.isEmpty() || measures.isEmpty())
            throw new IllegalArgumentException(id + " needs at least one seed and one measure");
        Set<String> names = new HashSet<>();
        for (Entry entry : systems)
            if (!names.add(ResultFolder.slug(entry.name())))
                throw new IllegalArgumentException(id + " has two systems called " + entry.name());
        if (new HashSet<>(seeds).size() < seeds.size() || new HashSet<>(measures).size() < measures.size())
            throw new IllegalArgumentException(id + " names a seed or a measure twice");
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return java.util.Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /// Reads a benchmark from a JSON file.
    ///
    /// @throws IllegalArgumentException naming the file and what is wrong in it
    public static Benchmark read(Path file) throws IOException {
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            for (String name : REQUIRED)
                if (!tree.has(name)) throw new IllegalArgumentException("there is no \"" + name + "\"");
            Benchmark benchmark = JSON.treeToValue(tree, Benchmark.class);
            benchmark.measured();
            return benchmark;
        } catch (JacksonException e) {
            // What a compact constructor says is of more use than where it was called.
            String why = e.getCause() instanceof IllegalArgumentException cause
                    ? String.valueOf(cause.getMessage())
                    : e.getOriginalMessage();
            throw new IllegalArgumentException(file + " is no benchmark: " + why, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no benchmark: " + e.getMessage(), e);
        }
    }

    /// The same with some of its systems, by name.
    ///
    /// @throws IllegalArgumentException for a name that is none of its systems
    public Benchmark only(List<String> names) {
        for (String name : names)
            if (systems.stream().noneMatch(s -> s.name().equals(name)))
                throw new IllegalArgumentException(id + " has no system \"" + name + "\"; it has "
                        + String.join(", ", systems.stream().map(Entry::name).toList()));
        return new Benchmark(
                id,
                version,
                title,
                kind,
                data,
                settings,
                systems.stream().filter(s -> names.contains(s.name())).toList(),
                seeds,
                measures);
    }

    /// The measures themselves.
    ///
    /// @throws IllegalArgumentException for a name that is no measure
    public List<Measure> measured() {
        return measures.stream().map(Measures::of).toList();
    }

    /// A setting by name.
    ///
    /// @throws IllegalArgumentException where it is not there
    public String setting(String name) {
        String value = settings.get(name);
        if (value == null)
            throw new IllegalArgumentException(
                    id + " lacks the setting \"" + name + "\", which the kind " + kind + " asks for");
        return value;
    }

    /// What results are comparable by: everything but title and systems.
    public String digest() {
        return Checksum.of(JSON.writeValueAsString(List.of(id, version, kind, data, settings, seeds, measures)));
    }

    /// Makes sure that the data are those that the benchmark means.
    ///
    /// @throws IllegalArgumentException naming the file that is missing or other than it should be
    public void verify(Path folder) throws IOException {
        for (DataFile file : data) {
            Path path = folder.resolve(file.path());
            if (!Files.isRegularFile(path))
                throw new IllegalArgumentException(
                        id + " reads " + path + ", which is not there; say --datasets FOLDER");
            String found = Checksum.of(path);
            if (!found.equals(file.sha256()))
                throw new IllegalArgumentException(path + " is not the file that " + id + " means: its sha256 is "
                        + found + " where " + file.sha256() + " is expected");
        }
    }
}
