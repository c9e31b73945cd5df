package org.broadsheet.server.web;

import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What every page knows of the reader in front of it: nothing of anybody who is not signed in.
@ControllerAdvice(basePackageClasses = Desk.class)
class Desk {
    private final Judgments judgments;

    Desk(Judgments judgments) {
        this.judgments = judgments;
    }

    @ModelAttribute
    void lay(Visitor visitor, Model model) {
        if (visitor.account().isEmpty()) return;
        Reader reader = visitor.account().get();
        model.addAttribute("edits", reader.role().includes(Role.EDITOR));
        // Pages tell what is seen and read only of readers who let them.
        model.addAttribute("observed", judgments.observed(reader.id()));
    }
}
