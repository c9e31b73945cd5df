package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.act.Act;
import org.broadsheet.server.act.ActLinks;
import org.broadsheet.server.feed.FeedLinks;
import org.broadsheet.server.feed.FeedLinks.FeedLink;
import org.broadsheet.server.feed.FeedLinks.Kind;
import org.broadsheet.server.feed.OwnFeeds;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A reader's own feeds under secret links, read without signing in: `/feeds/SECRET.atom` and `.json`;
/// under a link to
/// all of them `/feeds/SECRET.opml`, which lists them, and `/feeds/SECRET/edition.atom`,
/// `/feeds/SECRET/follows.json`,
/// `/feeds/SECRET/f-….atom`. What does not exist, was revoked, or is another's is the same: 404.
@RestController
class PersonalFeeds {
    private static final Pattern FILE = Pattern.compile("([a-z2-7-]{1,40})\\.(atom|json|opml)");
    private static final MediaType OPML = MediaType.parseMediaType("text/x-opml; charset=utf-8");

    private final FeedLinks links;
    private final OwnFeeds feeds;
    private final Follows follows;
    private final Judgments judgments;
    private final ActLinks acts;
    private final Addresses addresses;

    PersonalFeeds(
            FeedLinks links, OwnFeeds feeds, Follows follows, Judgments judgments, ActLinks acts, Addresses addresses) {
        this.links = links;
        this.feeds = feeds;
        this.follows = follows;
        this.judgments = judgments;
        this.acts = acts;
        this.addresses = addresses;
    }

    @GetMapping("/feeds/{file}")
    ResponseEntity<String> feed(@PathVariable String file, HttpServletRequest request) {
        Matcher name = FILE.matcher(file);
        FeedLinks.Current current =
                name.matches() ? links.known(name.group(1)).orElseThrow(PersonalFeeds::missing) : none();
        FeedLink link = current.link();
        boolean list = name.group(2).equals("opml");
        if (list != (link.kind() == Kind.ALL)) throw missing();
        return list
                ? opml(link, name.group(1))
                : answer(link.reader(), link.kind(), link.follow(), name.group(2), request);
    }

    @GetMapping("/feeds/{secret}/{file}")
    ResponseEntity<String> one(@PathVariable String secret, @PathVariable String file, HttpServletRequest request) {
        FeedLink link = links.known(secret)
                .map(FeedLinks.Current::link)
                .filter(l -> l.kind() == Kind.ALL)
                .orElseThrow(PersonalFeeds::missing);
        Matcher name = FILE.matcher(file);
        if (!name.matches() || name.group(2).equals("opml")) throw missing();
        return switch (name.group(1)) {
            case "edition" -> answer(link.reader(), Kind.EDITION, Optional.empty(), name.group(2), request);
            case "follows" -> answer(link.reader(), Kind.FOLLOWS, Optional.empty(), name.group(2), request);
            default -> answer(link.reader(), Kind.FOLLOW, Optional.of(name.group(1)), name.group(2), request);
        };
    }

    private static FeedLinks.Current none() {
        throw missing();
    }

    private static ApiErrors.Missing missing() {
        return new ApiErrors.Missing("there is no such feed; it may have been revoked");
    }

    private ResponseEntity<String> answer(
            ReaderId reader, Kind kind, Optional<String> followed, String format, HttpServletRequest request) {
        // An id that is written on no page, so that the feed keeps it when its link is another one.
        String own = "urn:broadsheet:reader:" + reader.value() + ":";
        PaperFeed feed = switch (kind) {
            case EDITION -> of(reader, "Your edition", own, "edition", "/papers", feeds.edition(reader));
            case FOLLOWS -> of(reader, "What you follow", own, "follows", "/following", feeds.follows(reader));
            case FOLLOW -> {
                Follow f = followed.flatMap(id -> follows.own(reader, id)).orElseThrow(PersonalFeeds::missing);
                yield of(reader, f.label(), own, f.id(), "/following", feeds.follow(reader, f));
            }
            case ALL -> throw missing();
        };
        String base = addresses.base();
        String self = addresses.self(request);
        boolean atom = format.equals("atom");
        return closed(ResponseEntity.ok().contentType(atom ? PaperFeed.ATOM : PaperFeed.JSON))
                .body(atom ? feed.atom(base, self) : feed.json(base, self));
    }

    /// For this reader's feed reader, and no search engine.
    private static ResponseEntity.BodyBuilder closed(ResponseEntity.BodyBuilder answer) {
        return answer.cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
                .header("X-Robots-Tag", "noindex, nofollow");
    }

    /// @param name which of the reader's feeds it is, for ever
    private PaperFeed of(
            ReaderId reader, String title, String own, String name, String page, OwnFeeds.Content content) {
        Map<PaperId, Integer> votes = new HashMap<>();
        judgments.tallies(content.papers().stream().map(Paper::id).toList()).forEach((p, t) -> votes.put(p, t.up()));
        return new PaperFeed(
                title + ", Broadsheet",
                own + name,
                page,
                content.updated(),
                content.papers(),
                content.reasons(),
                votes,
                acts(reader, name, content.papers()));
    }

    /// Links by which the reader acts from the feed reader, as from a letter.
    private Map<PaperId, List<PaperFeed.Action>> acts(ReaderId reader, String feed, List<Paper> papers) {
        Function<Act, String> path = acts.paths(reader);
        // The same for a week, so that the feed is the same where nothing else is new.
        LocalDate until = acts.lastDay().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Map<PaperId, List<PaperFeed.Action>> result = new HashMap<>();
        int position = 0;
        for (Paper p : papers) {
            int at = ++position;
            Function<Act.Deed, String> link =
                    deed -> path.apply(new Act(reader, deed, p.id(), Occasion.Source.FEED, feed, at, until));
            result.put(
                    p.id(),
                    List.of(
                            new PaperFeed.Action("Upvote", link.apply(Act.Deed.UP)),
                            new PaperFeed.Action("Not for me", link.apply(Act.Deed.NO)),
                            new PaperFeed.Action("Save", link.apply(Act.Deed.SAVE))));
        }
        return result;
    }

    /// The list of a reader's feeds (OPML 2.0), each with its address under the same secret.
    private ResponseEntity<String> opml(FeedLink link, String secret) {
        String base = addresses.base() + "/feeds/" + secret + "/";
        List<String> outlines = new ArrayList<>();
        outlines.add(outline("Your edition", base + "edition.atom", addresses.base() + "/papers"));
        outlines.add(outline("What you follow", base + "follows.atom", addresses.base() + "/following"));
        for (Follow f : follows.of(link.reader()))
            outlines.add(outline(f.label(), base + f.id() + ".atom", addresses.base() + "/following"));
        return closed(ResponseEntity.ok().contentType(OPML)).body("""
                <?xml version="1.0" encoding="UTF-8"?>
                <opml version="2.0">
                <head><title>Broadsheet</title></head>
                <body>
                %s
                </body>
                </opml>
                """.formatted(String.join("\n", outlines)));
    }

    private static String outline(String title, String feed, String page) {
        String text = PaperFeed.escaped(title);
        return "<outline type=\"rss\" version=\"ATOM\" text=\"%s\" title=\"%s\" xmlUrl=\"%s\" htmlUrl=\"%s\"/>"
                .formatted(text, text, PaperFeed.escaped(feed), PaperFeed.escaped(page));
    }
}
