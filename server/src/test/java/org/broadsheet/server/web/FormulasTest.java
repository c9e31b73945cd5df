package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulasTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S$^2$R: Teaching to correct | S²R: Teaching to correct",
                "SL$^{2}$A | SL²A",
                "$\\textbf{Only-IF}$:Revealing | Only-IF:Revealing",
                "LLM$\\times$MapReduce | LLM×MapReduce",
                "Note on $s_0$ unions | Note on s₀ unions",
                "of $\\pi^{\\pm}$, $K^{\\pm}$ and | of π±, K± and",
                "$\\text{Transformer}^2$ | Transformer²",
                "$B-L$ extended | B-L extended",
                "$\\mathcal{O}(n\\log n)$ | O(n log n)",
                "at $\\frac{1}{2}$ and $\\sqrt{x+1}$ | at 1/2 and √(x+1)",
                "$\\sqrt{s}=13$ TeV | √s=13 TeV",
                "$x^{ab}$ | x^ab",
                "$\\Omega$ and $\\varepsilon$ and $\\sigma$ | Ω and ε and σ",
                "$1 Million from freelancing | $1 Million from freelancing",
                "from $5 to $10 | from $5 to $10",
                "a model in $200k | a model in $200k",
                "for 1$: cheap | for 1$: cheap",
                "$$x$$ stands alone | x stands alone",
                "no formula | no formula",
            })
    void formulasAreWrittenOut(String given, String shown) {
        assertThat(Formulas.readable(given)).isEqualTo(shown);
    }

    @Test
    void anythingIsRead() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        String signs = "$$\\{}^_ab1 frac\\sqrt~é\\alpha";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) text.append(signs.charAt(random.nextInt(signs.length())));
            assertThat(Formulas.readable(text.toString())).isNotNull();
        }
        assertThat(Formulas.readable("$" + "{".repeat(390) + "^_".repeat(3) + "$"))
                .isNotNull();
    }
}
