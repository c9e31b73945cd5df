package org.broadsheet.evaluation.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What a benchmark has to come out with, value by value.
///
/// @param benchmark id
/// @param digest    of the definition the values belong to
/// @param values    one for each system, seed and measure
public record Expectations(String benchmark, String digest, List<Value> values) {
    public Expectations {
        values = List.copyOf(values);
    }

    /// @param tolerance largest difference that counts as the same; 0 for to the last digit
    public record Value(String system, long seed, String measure, double value, double tolerance) {
        public Value {
            if (!(tolerance >= 0))
                throw new IllegalArgumentException("a tolerance is 0 or more but was " + tolerance + " for " + system);
        }
    }

    /// A value beside what came out.
    ///
    /// @param found what came out; empty where there is no such result
    public record Check(Value expected, Optional<Double> found) {
        public boolean holds() {
            return found.isPresent() && Math.abs(found.get() - expected.value) <= expected.tolerance;
        }
    }

    /// @throws IllegalArgumentException naming the file and what is wrong in it
    public static Expectations read(Path file) throws IOException {
        try {
            return Benchmark.JSON.readValue(Files.readString(file), Expectations.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " holds no expectations: " + e.getOriginalMessage(), e);
        }
    }

    /// What results came out with, to be expected from now on.
    public static Expectations of(Benchmark benchmark, List<Result> results, double tolerance) {
        List<Value> values = new ArrayList<>();
        for (Result result : results)
            result.measures()
                    .forEach((measure, value) ->
                            values.add(new Value(result.system(), result.seed(), measure, value, tolerance)));
        return new Expectations(benchmark.id(), benchmark.digest(), values);
    }

    /// These, and those of `before` whose systems are not among these.
    public Expectations and(Expectations before) {
        if (!before.digest.equals(digest)) return this;
        List<Value> all = new ArrayList<>(values);
        for (Value old : before.values) if (values.stream().noneMatch(v -> v.system.equals(old.system))) all.add(old);
        return new Expectations(benchmark, digest, all);
    }

    /// Those of some systems, by name.
    public Expectations only(List<String> systems) {
        return new Expectations(
                benchmark,
                digest,
                values.stream().filter(v -> systems.contains(v.system)).toList());
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, Benchmark.JSON.writeValueAsString(this) + "\n");
    }

    /// Compares every value.
    ///
    /// @throws IllegalArgumentException where the values belong to another definition of the benchmark
    public List<Check> check(Benchmark definition, List<Result> results) {
        if (!benchmark.equals(definition.id()) || !digest.equals(definition.digest()))
            throw new IllegalArgumentException("the values expected of " + benchmark
                    + " belong to another definition than that of " + definition.id()
                    + "; where the change is meant, write them anew with --record");
        return values.stream()
                .map(value -> new Check(
                        value,
                        results.stream()
                                .filter(r -> r.system().equals(value.system) && r.seed() == value.seed)
                                .map(r -> Optional.ofNullable(r.measures().get(value.measure)))
                                .flatMap(Optional::stream)
                                .findFirst()))
                .toList();
    }
}
