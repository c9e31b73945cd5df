package org.broadsheet.server.web;

import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.watch.News;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What every page knows of the reader in front of it: nothing of anybody who is not signed in.
@ControllerAdvice(basePackageClasses = Desk.class)
class Desk {
    private final Judgments judgments;
    private final News news;

    Desk(Judgments judgments, News news) {
        this.judgments = judgments;
        this.news = news;
    }

    @ModelAttribute
    void lay(Visitor visitor, Model model) {
        if (visitor.account().isEmpty()) return;
        Reader reader = visitor.account().get();
        model.addAttribute("unreadNews", news.unread(reader.id()));
        model.addAttribute("edits", reader.role().includes(Role.EDITOR));
        // Pages tell what is seen and read only of readers who let them.
        model.addAttribute("observed", judgments.observed(reader.id()));
    }
}
