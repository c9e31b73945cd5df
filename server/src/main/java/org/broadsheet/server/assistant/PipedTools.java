package org.broadsheet.server.assistant;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.jspecify.annotations.Nullable;

/// Offers the tools to an assistant that started this process and talks to it through pipes, one message a
/// line.
public final class PipedTools {
    static final String VERSION =
            Objects.requireNonNullElse(Library.class.getPackage().getImplementationVersion(), "development");
    private static final int LONGEST_MESSAGE = 256 << 10;

    private final LibraryTools tools;
    private final Caller caller;

    /// @param reader whose lists are seen, or null for nobody's
    /// @param writes whether the assistant may add to them
    /// @param base   address of the pages for links, or empty
    public PipedTools(LibraryTools tools, @Nullable Reader reader, boolean writes, String base) {
        this.tools = tools;
        this.caller = new Caller(reader, writes && reader != null, base.replaceAll("/+$", ""));
    }

    /// Answers until `in` ends.
    public void serve(InputStream in, OutputStream out) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        StdioServerTransportProvider pipes = new StdioServerTransportProvider(
                McpJsonDefaults.getMapper(), new Ending(in, ended), out, LONGEST_MESSAGE);
        McpSyncServer server = McpServer.sync(pipes)
                .serverInfo("broadsheet", VERSION)
                .instructions(LibraryTools.INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(tools.all().stream()
                        .map(offer -> new SyncToolSpecification(
                                offer.tool(), (_, request) -> tools.call(offer, given(request), caller)))
                        .toList())
                .build();
        ended.await();
        server.closeGracefully();
    }

    /// The arguments of a call; what is null was not given.
    static Map<String, Object> given(CallToolRequest request) {
        Map<String, Object> given = new HashMap<>();
        Map<String, Object> arguments = request.arguments();
        if (arguments != null)
            arguments.forEach((name, value) -> {
                if (value != null) given.put(name, value);
            });
        return given;
    }

    /// Tells when a stream has ended: the library that reads it does not.
    private static final class Ending extends FilterInputStream {
        private final CountDownLatch ended;

        Ending(InputStream in, CountDownLatch ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return told(in.read());
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return told(in.read(into, from, length));
        }

        private int told(int read) {
            if (read < 0) ended.countDown();
            return read;
        }

        @Override
        public void close() throws IOException {
            super.close();
            ended.countDown();
        }
    }
}
