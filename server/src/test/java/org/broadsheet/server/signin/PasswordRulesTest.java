package org.broadsheet.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.server.post.EmailAddress;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {
    private static boolean good(String password) {
        return PasswordRules.problem(
                        password, "ines-arbelo", "Ines Arbelo", new EmailAddress("quillfeather@example.org"))
                .isEmpty();
    }

    @Test
    void whatIsTriedFirstIsRefused() {
        for (String bad : List.of(
                "short",
                "aaaaaaaaaaaa",
                "abababababab",
                "password123456",
                "P@ssw0rd2024!",
                "passwordpassword",
                "qwertyuiop123",
                "0123456789",
                "abcdefghijkl",
                "inesarbelo",
                "arbelo2024!",
                "quillfeather1",
                "x".repeat(100) + "abcdefg" + "y".repeat(100)))
            assertThat(good(bad)).as(bad).isFalse();
    }

    @Test
    void whatIsLongAndOnesOwnIsTaken() {
        for (String fine :
                List.of("four words of a kind", "Zug nach Pfäffikon", "7%kQz!m2Wp", "arbelo sails past seven cliffs"))
            assertThat(good(fine)).as(fine).isTrue();
    }
}
