package org.broadsheet.server.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class CommentMarkdownTest {
    private static final Set<String> TAGS =
            Set.of("p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr", "body");

    @Test
    void whatPeopleUseIsThere() {
        assertThat(CommentMarkdown.html("*so* and **so**, `x<y`\n\n> quoted\n\n- a\n- b"))
                .isEqualTo(
                        "<p><em>so</em> and <strong>so</strong>, <code>x&lt;y</code></p>\n<blockquote>\n<p>quoted</p>\n</blockquote>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
        assertThat(CommentMarkdown.html("See [2409.90630] and https://example.org/x."))
                .isEqualTo(
                        "<p>See <a href=\"/papers/2409.90630\" rel=\"nofollow ugc noreferrer\">2409.90630</a> and <a href=\"https://example.org/x\" rel=\"nofollow ugc noreferrer\">https://example.org/x</a>.</p>\n");
        assertThat(CommentMarkdown.html("# Loud")).isEqualTo("<p>Loud</p>\n");
    }

    @Test
    void nothingRuns() {
        for (String evil : List.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:msgbox)",
                "![x](https://tracker.example/pixel.png)",
                "<a href='javascript:alert(1)'>x</a>",
                "<javascript:alert(1)>",
                "[x](https://e.org \"onmouseover=alert(1)\")",
                "[x](https://e.org/\"onmouseover=\"alert(1))",
                "<svg/onload=alert(1)>",
                "<style>*{display:none}</style>",
                "<iframe src=//evil></iframe>",
                "<form action=/sign-out method=post><button>x",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "`</code><script>alert(1)</script>`",
                "```\n</pre><script>alert(1)</script>\n```",
                "<div style=position:fixed>over</div>",
                "[2409.90630](javascript:alert(1))")) harmless(evil);
    }

    @Test
    void nothingRunsWhateverIsPutTogether() {
        Random random = new Random(20_240_910);
        String[] pieces = {
            "<",
            ">",
            "\"",
            "'",
            "[",
            "](",
            ")",
            "javascript:",
            "script",
            "<img ",
            "onerror=",
            "alert(1)",
            "`",
            "```\n",
            "\n\n",
            "> ",
            "- ",
            "*",
            "**",
            "&lt;",
            "&#x3c;",
            "https://e.org/",
            "<a href=",
            "data:",
            "\u0000",
            "\\",
            "[2409.90630]",
            "<!--",
            "-->",
            "<![CDATA["
        };
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n >= 0; n--) text.append(pieces[random.nextInt(pieces.length)]);
            harmless(text.toString());
        }
    }

    @Test
    void deepAndLongTextsAreRenderedInNoTime() {
        harmless("> ".repeat(5_000));
        harmless("[".repeat(10_000));
        harmless("*a ".repeat(3_300));
        harmless("- ".repeat(5_000));
    }

    private static void harmless(String markdown) {
        String html = CommentMarkdown.html(markdown);
        for (Element e : Jsoup.parseBodyFragment(html).body().getAllElements()) {
            assertThat(TAGS).as(markdown + " gave " + html).contains(e.tagName());
            e.attributes().forEach(a -> {
                assertThat(a.getKey()).as(markdown).isIn("href", "rel");
                if (a.getKey().equals("href"))
                    assertThat(a.getValue().matches("(?i)(https?://|/).*")
                                    || !a.getValue().contains(":"))
                            .as(markdown + " gave " + html)
                            .isTrue();
            });
        }
    }
}
