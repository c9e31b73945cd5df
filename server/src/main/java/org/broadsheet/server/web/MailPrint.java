package org.broadsheet.server.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.server.act.Act;
import org.broadsheet.server.act.ActLinks;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.digest.Choices;
import org.broadsheet.server.digest.Digest;
import org.broadsheet.server.digest.Subscription;
import org.broadsheet.server.digest.Subscriptions;
import org.broadsheet.server.digest.Subscriptions.Door;
import org.broadsheet.server.digest.Typesetter;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.Letter;
import org.broadsheet.server.post.MailSettings;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Sets letters: the same words as HTML, which needs nothing from elsewhere, and as plain text of 72
/// columns.
@Component
final class MailPrint implements Typesetter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int LEAD_SUMMARY = 500;
    private static final int AUTHORS = 3;
    private static final int OLD_DAYS = 60;

    private final Library library;
    private final ITemplateEngine templates;
    private final HouseAddress address;
    private final Settings settings;
    private final MailSettings mail;
    private final Subscriptions subscriptions;
    private final ActLinks acts;
    private final Comments comments;
    private final Readers readers;

    MailPrint(
            Library library,
            ITemplateEngine templates,
            HouseAddress address,
            Settings settings,
            MailSettings mail,
            Subscriptions subscriptions,
            ActLinks acts,
            Comments comments,
            Readers readers) {
        this.library = library;
        this.templates = templates;
        this.address = address;
        this.settings = settings;
        this.mail = mail;
        this.subscriptions = subscriptions;
        this.acts = acts;
        this.comments = comments;
        this.readers = readers;
    }

    /// A paper as letters print it.
    ///
    /// @param line    authors, source, age
    /// @param summary paragraphs; only the lead's has any
    /// @param acts    what can be done with it; links
    record PaperView(
            String title, String href, String line, List<String> summary, String why, List<Views.Named> acts) {}

    record PartView(String title, List<PaperView> papers) {}

    // ---- The edition
    // ----------------------------------------------------------------------------------------------

    @Override
    public Letter digest(Digest d) {
        Subscription s = d.subscription();
        String base = address.base();
        Optional<Account> account = s.reader().flatMap(readers::find);
        List<PartView> parts = parts(d, base);
        @Nullable
        PaperView lead = parts.isEmpty() ? null : parts.getFirst().papers().getFirst();
        String house = settings.now().house();
        Map<String, @Nullable Object> m = new LinkedHashMap<>();
        m.put("house", house);
        m.put("dateline", EditionPages.dateline(d.span()));
        String number =
                d.edition().filter(_ -> d.came()).map(e -> "No. " + e.number()).orElse("");
        String whom = account.map(a -> "for " + a.reader().displayName()).orElse("");
        m.put("number", number.isEmpty() || whom.isEmpty() ? number + whom : number + ", " + whom);
        m.put("opening", opening(d));
        m.put("lead", lead);
        m.put("parts", rest(parts));
        m.put("quiet", lead == null ? quiet(d) : null);
        m.put("wanting", d.wanting());
        m.put("end", "That is all for " + when(d.span().period()) + ".");
        m.put(
                "whole",
                d.edition()
                        .filter(_ -> d.came())
                        .map(e -> new Views.Named(
                                "The whole edition, " + Views.count(e.papers().size(), "paper"),
                                base + EditionPages.address(d.span())))
                        .orElse(null));
        m.put("sources", sources(d));
        m.put("asked", asked(s));
        m.put("acting", s.reader().isPresent());
        m.put(
                "manage",
                s.reader().isPresent()
                        ? base + "/settings/mail"
                        : base + "/subscription?key=" + subscriptions.key(Door.MANAGE, s));
        String stop = base + "/unsubscribe/" + subscriptions.key(Door.STOP, s);
        m.put("stop", stop);
        String subject = (d.trial() ? "Trial: " : "") + subject(d, lead, house);
        m.put("title", subject);
        return new Letter(subject, PlainDigest.of(m), html("mail/digest", m), listed(stop));
    }

    private String html(String template, Map<String, @Nullable Object> model) {
        Context context = new Context(Locale.ENGLISH);
        model.forEach(context::setVariable);
        return templates.process(template, context);
    }

    /// Headers of a letter that comes again and again, by which mail programs offer to stop it (RFC 2919,
    /// 2369, 8058).
    private Map<String, String> listed(String stop) {
        Map<String, String> headers = new LinkedHashMap<>();
        String from = mail.from().value();
        headers.put("List-Id", "<edition." + from.substring(from.indexOf('@') + 1) + ">");
        headers.put("List-Unsubscribe", "<" + stop + ">");
        // One click is promised for encrypted addresses only.
        if (address.encrypted()) headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return headers;
    }

    private List<PartView> parts(Digest d, String base) {
        Map<PaperId, Integer> talk = comments.counts(d.papers());
        @Nullable
        Function<Act, String> links = d.subscription().reader().map(acts::paths).orElse(null);
        List<PartView> parts = new ArrayList<>();
        int position = 0;
        for (Digest.Part part : d.parts()) {
            List<PaperView> papers = new ArrayList<>();
            for (Digest.Piece piece : part.pieces()) {
                boolean leads = ++position == 1;
                Paper p = piece.paper();
                List<Views.Named> can = new ArrayList<>();
                if (links != null)
                    can.addAll(acts(
                            d,
                            p,
                            position,
                            base,
                            links,
                            d.subscription().reader().orElseThrow()));
                int said = talk.getOrDefault(p.id(), 0);
                can.add(new Views.Named(
                        said == 0 ? "Discuss" : Views.count(said, "comment"), base + Views.href(p) + "#discussion"));
                papers.add(new PaperView(
                        Views.title(p),
                        base + Views.href(p),
                        line(p),
                        leads ? Views.summary(p.metadata(), LEAD_SUMMARY) : List.of(),
                        piece.reason(),
                        can));
            }
            parts.add(new PartView(part.title(), papers));
        }
        return parts;
    }

    private List<Views.Named> acts(
            Digest d, Paper p, int position, String base, Function<Act, String> links, ReaderId reader) {
        String place = (d.span().period().key() + "-" + d.span().label()).toLowerCase(Locale.ROOT);
        List<Views.Named> can = new ArrayList<>();
        for (Map.Entry<String, Act.Deed> e : List.of(
                Map.entry("Upvote", Act.Deed.UP),
                Map.entry("Not for me", Act.Deed.NO),
                Map.entry("Save", Act.Deed.SAVE))) {
            Act act = new Act(reader, e.getValue(), p.id(), Occasion.Source.MAIL, place, position, acts.lastDay());
            can.add(new Views.Named(e.getKey(), base + links.apply(act)));
        }
        return can;
    }

    private String line(Paper p) {
        Metadata m = p.metadata();
        StringBuilder b = new StringBuilder(Views.byline(m, AUTHORS));
        if (!b.isEmpty()) b.append(". ");
        b.append(Views.source(p));
        PartialDate published = m.published();
        if (published != null && published.precision() == 3) {
            long days = ChronoUnit.DAYS.between(
                    published.firstDay(), LocalDate.ofInstant(library.clock().instant(), ZoneOffset.UTC));
            if (days >= 0 && days <= OLD_DAYS)
                b.append(days == 0 ? ", of today" : ", " + Views.count(days, "day") + " old");
        }
        if (m.link(Link.Kind.CODE).isPresent()) b.append(", with code");
        return b.append('.').toString();
    }

    /// Without the paper that leads.
    private static List<PartView> rest(List<PartView> parts) {
        if (parts.isEmpty()) return parts;
        List<PartView> rest = new ArrayList<>(parts);
        PartView first = rest.removeFirst();
        if (first.papers().size() > 1)
            rest.addFirst(new PartView(
                    first.title(), first.papers().subList(1, first.papers().size())));
        return rest;
    }

    private static String opening(Digest d) {
        int here = d.papers().size();
        if (!d.came()) return here == 0 ? "No paper came in." : Views.count(here, "paper") + " you have not had yet.";
        Edition e = d.edition().orElseThrow();
        int printed = e.papers().size();
        boolean all = d.subscription().choices().categories().isEmpty();
        String came = "%,d came in".formatted(e.came());
        if (all && (here >= printed || printed == e.came()))
            return came + (here == e.came() ? "." : "; here are %,d.".formatted(here));
        String of = all ? "%,d are in the paper".formatted(printed) : "%,d in your subjects".formatted(d.relevant());
        int whole = all ? printed : d.relevant();
        return came + ". " + of + (here < whole ? "; here are %,d.".formatted(here) : ".");
    }

    private static String subject(Digest d, @Nullable PaperView lead, String house) {
        if (lead == null)
            return house + ", " + Views.dateOf(d.span()) + (d.came() ? ": nothing in your subjects" : ": nothing new");
        int more = d.papers().size() - 1;
        String number =
                d.edition().filter(_ -> d.came()).map(e -> " No. " + e.number()).orElse("");
        // The number of others stays also where the title is long.
        String title = lead.title().length() > 120 ? Views.shortened(lead.title(), 120) : lead.title();
        return house + number + ": " + title + (more == 0 ? "" : ", and %,d more".formatted(more));
    }

    /// What is said where no paper is here: the quiet day and the broken source never look alike.
    private static Views.Named quiet(Digest d) {
        if (d.came())
            return new Views.Named(
                    "Nothing in your subjects " + when(d.span().period()) + ".",
                    "%s came in, and none of them is filed under what you chose."
                            .formatted(Views.count(d.edition().orElseThrow().came(), "paper")));
        if (!d.wanting().isEmpty())
            return new Views.Named(
                    "What should have come did not.",
                    "This is no quiet day: sources were expected to deliver, and did not. What they bring later will be in"
                            + " the next edition.");
        return new Views.Named(
                "A quiet " + d.span().period().key() + ".",
                "No paper came in. On weekends and holidays none does; nothing is wrong.");
    }

    private static String when(Period period) {
        return switch (period) {
            case DAY -> "today";
            case WEEK -> "this week";
            case MONTH -> "this month";
        };
    }

    private static String sources(Digest d) {
        Optional<Edition> e = d.edition().filter(_ -> d.came());
        if (e.isEmpty() || !d.wanting().isEmpty()) return "";
        int sources = e.get().sources().size();
        if (sources == 0) return "";
        String delivered = sources == 1 ? "Its source delivered. " : "All %,d sources delivered. ".formatted(sources);
        int merged = e.get().merged();
        return delivered
                + "%s came in%s."
                        .formatted(
                                Views.count(e.get().came(), "paper"),
                                merged == 0
                                        ? ""
                                        : ", %,d of them from more than one source and merged".formatted(merged));
    }

    /// `You asked for this on 2 October 2026, Monday to Friday at 07:00 Lisbon time.`
    private static String asked(Subscription s) {
        LocalDate day = LocalDate.ofInstant(
                s.confirmedAt().orElse(s.askedAt()), s.choices().zone());
        return "You asked for this on " + Views.day(day) + ": " + rhythm(s.choices()) + ".";
    }

    /// `Monday to Friday at 07:00 Lisbon time`.
    static String rhythm(Choices c) {
        String at = " at " + TIME.format(c.at()) + " " + place(c.zone());
        return switch (c.period()) {
            case DAY -> days(c.days()) + at;
            case WEEK -> "each Monday" + at;
            case MONTH -> "the first of each month" + at;
        };
    }

    private static String place(ZoneId zone) {
        String id = zone.getId();
        return id.equals("UTC") ? id : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ') + " time";
    }

    private static String days(Set<DayOfWeek> days) {
        if (days.size() == 7) return "every day";
        if (days.equals(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))) return "Monday to Friday";
        List<String> names = days.stream()
                .sorted()
                .map(d -> d.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    // ---- A few sentences
    // ------------------------------------------------------------------------------------------

    @Override
    public Letter confirmation(Subscription s) {
        String house = settings.now().house();
        return set(new ShortLetter(
                "Do you want " + house + " by mail?",
                List.of(
                        "Somebody asked for " + house + ", a daily paper of research, to be sent to this address: "
                                + rhythm(s.choices()) + ".",
                        "If that was you, open this page and press its button. Nothing is sent before."),
                new Views.Named(
                        "Yes, send it",
                        address.base() + "/subscription/confirm?key=" + subscriptions.key(Door.CONFIRM, s)),
                "If it was not, do nothing: nothing comes, and in seven days the address is forgotten."));
    }

    @Override
    public Letter known(Subscription s) {
        String house = settings.now().house();
        return set(new ShortLetter(
                "You have " + house + " by mail already",
                List.of(
                        "Somebody, perhaps you, asked for " + house + " to be sent to this address. It is already: "
                                + rhythm(s.choices()) + ".",
                        "This page changes when it comes and what is in it, or stops it."),
                new Views.Named(
                        "Look at it", address.base() + "/subscription?key=" + subscriptions.key(Door.MANAGE, s)),
                "If you do nothing, all stays as it is."));
    }

    /// Sets a letter of a few sentences.
    Letter set(ShortLetter letter) {
        Map<String, @Nullable Object> m = new LinkedHashMap<>();
        m.put("house", settings.now().house());
        m.put("title", letter.subject());
        m.put("paragraphs", letter.paragraphs());
        m.put("link", letter.link());
        m.put("ending", letter.ending());
        return new Letter(
                letter.subject(), PlainDigest.of(letter, settings.now().house()), html("mail/short", m), Map.of());
    }
}
