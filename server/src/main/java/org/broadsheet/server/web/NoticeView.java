package org.broadsheet.server.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.server.store.PaperNews;
import org.jspecify.annotations.Nullable;

/// A notice as pages print it.
///
/// @param what  what happened, and when: `Retracted on 3 May 2024`
/// @param grave whether a reader should think twice before building on the paper
/// @param why   why or where, in a register's words, or empty
/// @param named the name of what tells it or of what came of it, or null
record NoticeView(String what, boolean grave, String why, Views.@Nullable Named named) {
    /// News of a paper.
    ///
    /// @param heard when it was heard here
    record Line(String href, String title, NoticeView notice, String heard, boolean unread) {
        static Line of(PaperNews news, Paper paper, boolean unread) {
            return new Line(
                    Views.href(paper),
                    Views.title(paper),
                    NoticeView.of(news.notice()),
                    Views.day(LocalDate.ofInstant(news.at(), ZoneOffset.UTC)),
                    unread);
        }
    }

    static NoticeView of(Notice n) {
        Identifier by = n.by();
        return new NoticeView(
                what(n),
                n.kind().grave(),
                n.text(),
                by == null ? null : new Views.Named(by.scheme().label() + " " + by.printed(), by.address()));
    }

    private static String what(Notice n) {
        Identifier by = n.by();
        PartialDate date = n.date();
        String what = words(n.kind());
        if (n.kind() == Notice.Kind.REVISED && by != null && by.version() > 0) what += ", version " + by.version();
        if (date == null) return what;
        return what + (date.precision() == 3 ? " on " : " in ") + Views.date(date);
    }

    /// What happened, in a word or two.
    static String words(Notice.Kind kind) {
        return switch (kind) {
            case RETRACTED -> "Retracted";
            case PARTLY_RETRACTED -> "Retracted in part";
            case WITHDRAWN -> "Withdrawn";
            case REMOVED -> "Removed by its publisher";
            case CONCERN -> "Expression of concern";
            case REINSTATED -> "Reinstated";
            case CORRECTED -> "Corrected";
            case REVISED -> "Revised";
            case PUBLISHED -> "Published elsewhere";
        };
    }
}
