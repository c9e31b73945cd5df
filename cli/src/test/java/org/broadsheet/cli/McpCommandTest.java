package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `mcp` as an assistant starts it: a process of its own, spoken to with the protocol's own client.
class McpCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private McpSyncClient start(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mcp",
                "--data",
                folder.toString()));
        args.addAll(List.of(more));
        StdioClientTransport pipes = new StdioClientTransport(
                ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString())
                        .args(args)
                        .build(),
                McpJsonDefaults.getMapper());
        pipes.setStdErrorHandler(_ -> {});
        McpSyncClient client = McpClient.sync(pipes)
                .requestTimeout(Duration.ofMinutes(2))
                .initializationTimeout(Duration.ofMinutes(2))
                .build();
        client.initialize();
        return client;
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static JsonNode json(CallToolResult result) {
        return JsonMapper.shared().readTree(((TextContent) result.content().getFirst()).text());
    }

    @Test
    void anAssistantSearchesReadsAndKeeps() throws Exception {
        Path file = Files.writeString(folder.resolve("three.jsonl"), """
                {"_id":"a","title":"Rankers that stop in time","abstract":"On stopping early.","arxiv":"2409.00001"}
                {"_id":"b","title":"Prompts of one line","abstract":"Short prompts do."}
                """);
        String list;
        try (Library library = Library.open(LibrarySettings.in(folder))) {
            library.importFile(file, _ -> {});
            ReaderId edda = new Readers(library, List.of())
                    .create("edda", "Edda", null, Role.ADMINISTRATOR)
                    .id();
            list = new ReadingLists(library, new Judgments(library), new Pace(library.clock()))
                    .create(edda, "On stopping", "", Visibility.PRIVATE)
                    .id();
        }
        try (McpSyncClient client = start("--public-url", "https://papers.example.org/")) {
            JsonNode found = json(call(client, "search", Map.of("query", "stop in time", "mode", "words")));
            assertThat(found.at("/papers/0/id").asString()).isEqualTo("2409.00001");
            assertThat(found.at("/papers/0/link").asString()).isEqualTo("https://papers.example.org/papers/2409.00001");
            assertThat(json(call(client, "lists", Map.of())).at("/lists/0/id").asString())
                    .isEqualTo(list);
            CallToolResult kept = call(client, "add_to_list", Map.of("list", list, "papers", List.of("2409.00001")));
            assertThat(kept.isError()).isTrue();
        }
        try (McpSyncClient client = start("--reader", "edda", "--write")) {
            CallToolResult kept = call(client, "add_to_list", Map.of("list", list, "papers", List.of("2409.00001")));
            assertThat(json(kept).get("added").asInt()).isEqualTo(1);
        }
    }
}
