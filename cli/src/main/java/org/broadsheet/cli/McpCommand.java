package org.broadsheet.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.server.assistant.LibraryTools;
import org.broadsheet.server.assistant.PipedTools;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.shelf.ReadingLists;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mcp`: the library for an assistant on this machine, which starts this command and talks to it through
/// its pipes.
/// Nothing else is written to standard output.
@Command(
        name = "mcp",
        description = "Offers the library to an assistant that starts this command (Model Context Protocol on stdio).",
        mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {
    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "whose reading lists the assistant sees (default: the first administrator's)")
    private @Nullable String reader;

    @Option(names = "--write", description = "the assistant may add papers to these lists")
    private boolean write;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "address of the pages, for links (default: ${DEFAULT-VALUE})")
    private String publicUrl = "";

    @Override
    public Integer call() throws InterruptedException {
        PrintStream messages = System.out;
        // A library that says something on standard output would be taken for a message.
        System.setOut(System.err);
        try (Library open = library.open();
                GuardedWeb web = GuardedWeb.standard()) {
            open.catchUp(_ -> {});
            Editions editions = ServeCommand.editions(open, SourcesCommand.sources(open, web));
            ReadingLists lists = new ReadingLists(open, new Judgments(open), new Pace(open.clock()));
            new PipedTools(new LibraryTools(open, editions, lists), reader(open), write, publicUrl)
                    .serve(System.in, messages);
            return 0;
        } finally {
            System.setOut(messages);
        }
    }

    private @Nullable Reader reader(Library open) {
        Readers readers = new Readers(open, List.of());
        if (reader == null)
            return readers.firstAdministrator().map(Account::reader).orElse(null);
        return readers.named(reader)
                .filter(Account::open)
                .orElseThrow(() -> new IllegalArgumentException("no reader here is called '" + reader + "'"))
                .reader();
    }
}
