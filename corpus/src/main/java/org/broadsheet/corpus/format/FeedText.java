package org.broadsheet.corpus.format;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The text of a feed's fields, which may be HTML or may only look like it (`p < 0.05`).
final class FeedText {
    private static final int MAX_HTML = 2 << 20;

    private FeedText() {}

    /// Paragraphs parted by an empty line, without mark-up, scripts and pictures.
    static String plain(String text) {
        if (text.indexOf('<') < 0 || text.length() > MAX_HTML) return text;
        Document page = Jsoup.parseBodyFragment(text);
        page.select("script, style, img, iframe, object").remove();
        for (Element block : page.select("p, div, br, li, h1, h2, h3, h4, h5, h6, tr"))
            block.before("\n\n").after("\n\n");
        return page.body().wholeText().strip();
    }
}
