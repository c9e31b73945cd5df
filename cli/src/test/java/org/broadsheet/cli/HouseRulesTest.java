package org.broadsheet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of the house, held by looking at every class: which room may lean on which, and what no room may have.
class HouseRulesTest {
    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.broadsheet");
    }

    /// A rule that looks at nothing passes; this one makes sure there is something to look at.
    @Test
    void looksAtTheWholeHouse() {
        assertThat(house.size()).isGreaterThan(200);
        assertThat(rooms()).contains("corpus", "ranking", "retrieval", "recommendation", "server", "cli");
    }

    /// Which rooms may lean on each room; a room that is not named here is not part of the house.
    private static final Map<String, List<String>> LEANING = Map.ofEntries(
            Map.entry(
                    "numerics",
                    List.of("ranking", "evaluation", "preference", "retrieval", "recommendation", "studies", "cli")),
            Map.entry("chart", List.of("evaluation", "preference", "studies", "server", "cli")),
            Map.entry("corpus", List.of("retrieval", "recommendation", "studies", "server", "cli")),
            Map.entry(
                    "ranking",
                    List.of("evaluation", "preference", "retrieval", "recommendation", "studies", "server", "cli")),
            Map.entry("evaluation", List.of("recommendation", "studies", "server", "cli")),
            Map.entry("preference", List.of("recommendation", "studies", "server", "cli")),
            Map.entry("retrieval", List.of("recommendation", "studies", "server", "cli")),
            Map.entry("recommendation", List.of("studies", "server", "cli")),
            Map.entry("studies", List.of("cli")),
            Map.entry("server", List.of("cli")),
            Map.entry("cli", List.of()));

    @Test
    void arrowsPointDown() {
        LEANING.forEach((room, above) -> {
            String[] others = LEANING.keySet().stream()
                    .filter(r -> !r.equals(room) && !above.contains(r))
                    .map(r -> "org.broadsheet." + r + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAnyPackage(others)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.broadsheet." + room + "..")
                    .check(house);
        });
    }

    @Test
    void everyModuleIsARoomOfTheRule() {
        assertThat(rooms()).isSubsetOf(LEANING.keySet());
    }

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("org.broadsheet.(**)").should().beFreeOfCycles().check(house);
    }

    @Test
    void theEngineKnowsNoWebAndNoDatabase() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        "org.broadsheet.numerics..",
                        "org.broadsheet.chart..",
                        "org.broadsheet.corpus..",
                        "org.broadsheet.ranking..",
                        "org.broadsheet.evaluation..",
                        "org.broadsheet.preference..",
                        "org.broadsheet.studies..",
                        "org.broadsheet.retrieval..",
                        "org.broadsheet.recommendation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "jakarta.servlet..");
        rule.check(house);
    }

    @Test
    void enginesOfItemsKnowNoPapers() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.broadsheet.numerics..",
                        "org.broadsheet.chart..",
                        "org.broadsheet.ranking..",
                        "org.broadsheet.evaluation..",
                        "org.broadsheet.preference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.broadsheet.corpus..")
                .check(house);
    }

    @Test
    void noDrawers() {
        assertThat(packages())
                .noneMatch(
                        p -> p.matches(".*\\.(util|utils|helper|helpers|common|impl|manager|managers|misc)(\\..*)?"));
    }

    @Test
    void everyPackageHasADoorSignAndIsNullMarked() {
        Set<String> unsigned = packages().stream()
                .filter(p -> !house.contain(p + ".package-info")
                        || !house.get(p + ".package-info").isAnnotatedWith(NullMarked.class))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unsigned).as("packages without a null-marked package-info").isEmpty();
    }

    @Test
    void nothingStaticChanges() {
        Set<String> changing = house.stream()
                .flatMap(c -> c.getFields().stream())
                .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
                .filter(f -> !f.getModifiers().contains(JavaModifier.FINAL))
                .filter(f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(f -> f.getFullName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(changing).as("static fields that are not final").isEmpty();
    }

    private static Set<String> packages() {
        return house.stream()
                .filter(c -> !c.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rooms() {
        return packages().stream().map(p -> p.split("\\.")[2]).collect(Collectors.toCollection(TreeSet::new));
    }
}
