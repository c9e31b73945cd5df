package org.broadsheet.server.community;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// Turns what a reader typed into HTML that can do nothing but be read: emphasis, lists, quotes, code and links to the
/// web. Markup in the text is shown as typed; `[2409.90630]` leads to that paper here.
public final class CommentMarkdown {
    private static final Pattern PAPER = Pattern.compile("\\[(\\d{4}\\.\\d{4,5})](?![(\\[:])");
    private static final String HERE = "https://here.invalid/";

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(AutolinkExtension.create()))
            .maxOpenBlockParsers(20)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(AutolinkExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();
    private static final Safelist ALLOWED = Safelist.none()
            .addTags("p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https")
            .addEnforcedAttribute("a", "rel", "nofollow ugc noreferrer")
            .preserveRelativeLinks(true);

    private CommentMarkdown() {}

    /// Safe HTML: of the tags above only, no attribute but the address of a link.
    public static String html(String markdown) {
        String linked = PAPER.matcher(markdown).replaceAll("[$1](/papers/$1)");
        Document dirty = Jsoup.parseBodyFragment(RENDERER.render(PARSER.parse(linked)), HERE);
        // Headings would break the page’s own outline: they become paragraphs.
        for (Element heading : dirty.select("h1, h2, h3, h4, h5, h6")) heading.tagName("p");
        Document clean = new Cleaner(ALLOWED).clean(dirty);
        clean.outputSettings().prettyPrint(false);
        return clean.body().html();
    }
}
