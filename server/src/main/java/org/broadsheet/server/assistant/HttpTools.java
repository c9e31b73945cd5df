package org.broadsheet.server.assistant;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Scope;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Offers the tools at `/mcp` (streamable HTTP). Every request carries its token and stands for itself:
/// nothing is
/// remembered between two, so that a token that is deleted opens nothing from then on. Who asks was found
/// out before a
/// request comes here.
@Configuration(proxyBeanMethods = false)
class HttpTools {
    static final String PATH = "/mcp";
    private static final int LONGEST_REQUEST = 256 << 10;
    private static final String CALLER = "caller";

    @Bean
    HttpServletStatelessServerTransport assistantTransport(ServerSettings settings) {
        return HttpServletStatelessServerTransport.builder()
                .messageEndpoint(PATH)
                .maxRequestSize(LONGEST_REQUEST)
                .contextExtractor(request -> McpTransportContext.create(Map.of(CALLER, caller(request, settings))))
                .build();
    }

    private static Caller caller(HttpServletRequest request, ServerSettings settings) {
        String base = settings.publicBase() != null
                ? settings.publicBase().replaceAll("/+$", "")
                : ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        boolean writes = request.getAttribute(ApiTokens.ApiToken.class.getName()) instanceof ApiTokens.ApiToken token
                ? token.scopes().contains(Scope.LISTS)
                : settings.singleUser();
        return request.getAttribute(Visitor.class.getName()) instanceof Visitor.Known known
                ? new Caller(known.reader(), writes, base)
                : new Caller(null, false, base);
    }

    @Bean(destroyMethod = "close")
    McpStatelessSyncServer assistantServer(
            HttpServletStatelessServerTransport transport, Library library, Editions editions, ReadingLists lists) {
        LibraryTools tools = new LibraryTools(library, editions, lists);
        return McpServer.sync(transport)
                .serverInfo("broadsheet", PipedTools.VERSION)
                .instructions(LibraryTools.INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(tools.all().stream()
                        .map(offer -> new SyncToolSpecification(
                                offer.tool(),
                                (context, request) ->
                                        tools.call(offer, PipedTools.given(request), (Caller) context.get(CALLER))))
                        .toList())
                // On the request's own thread, which is a virtual one.
                .immediateExecution(true)
                .build();
    }

    @Bean
    ServletRegistrationBean<HttpServletStatelessServerTransport> assistantServlet(
            HttpServletStatelessServerTransport transport, McpStatelessSyncServer server) {
        ServletRegistrationBean<HttpServletStatelessServerTransport> servlet =
                new ServletRegistrationBean<>(transport, PATH);
        servlet.setName(server.getServerInfo().name());
        return servlet;
    }
}
