package org.broadsheet.evaluation.answer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Answers as the SQuAD scorer compares them (Rajpurkar et al. 2016): small letters, without ASCII
/// punctuation,
/// without the words a, an, the.
final class AnswerText {
    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern ARTICLES = Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern BLANKS = Pattern.compile("[\\p{IsWhite_Space}\\x1c-\\x1f]+");

    private AnswerText() {}

    static String normalized(String text) {
        String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return BLANKS.matcher(ARTICLES.matcher(plain).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    static List<String> tokens(String text) {
        String normalized = normalized(text);
        return normalized.isEmpty() ? List.of() : List.of(normalized.split(" "));
    }
}
