package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.shelf.ZoteroStandIn;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a library at Zotero, on a server that believes a stand-in to be Zotero.
class ZoteroPagesTest {
    private static final String PAGE = "/lists/zotero";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ZoteroStandIn there;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @SuppressWarnings("NullAway.Init")
    private static List<String> ines;

    @BeforeAll
    static void open() throws IOException {
        there = new ZoteroStandIn();
        System.setProperty("broadsheet.zotero", there.address());
        house = TestHouse.furnished(folder);
        house.reader("edda", Role.ADMINISTRATOR);
        house.reader("ines", Role.READER);
        ines = house.signedIn("ines");
    }

    @AfterAll
    static void close() {
        System.clearProperty("broadsheet.zotero");
        house.close();
        there.close();
    }

    private static HttpAnswer post(String path, String... fields) throws IOException {
        StringBuilder body = new StringBuilder("x=");
        for (int i = 0; i < fields.length; i += 2)
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        return HttpAnswer.ask(house.address(), "POST", path, body.toString(), ines.toArray(String[]::new));
    }

    private static Document page() throws IOException {
        HttpAnswer answer = HttpAnswer.get(house.address(), PAGE, ines.toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(ZoteroStandIn.KEY);
        return Jsoup.parse(answer.body());
    }

    private static Document done() throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            Document now = page();
            if (now.select("#o").isEmpty()) return now;
            if (System.nanoTime() > end) throw new IllegalStateException("it never ends");
            Thread.onSpinWait();
        }
    }

    @Test
    void aCollectionComesInAndAListGoesOut() throws IOException {
        HttpAnswer stranger = HttpAnswer.get(house.address(), PAGE);
        assertThat(stranger.status()).isEqualTo(303);
        assertThat(stranger.header("location")).startsWith("/sign-in");

        String evil = "<script>alert(1)</script>";
        String collection = there.collection(evil);
        there.item("preprint", "Kept there", d -> d.put("archiveID", TestHouse.RICH), collection);
        assertThat(page().select("#from")).isEmpty();
        HttpAnswer wrong = post(PAGE, "key", "aaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(Jsoup.parse(wrong.body()).select("[role=alert]").text()).contains("does not know this key");
        HttpAnswer none = post(PAGE, "key", "../..");
        assertThat(none.status()).isEqualTo(400);
        assertThat(post(PAGE, "key", ZoteroStandIn.KEY, "user", ZoteroStandIn.USER)
                        .status())
                .isEqualTo(303);
        assertThat(page().text()).contains("Make one first");

        String list = post("/lists", "name", "On stopping", "visibility", "private")
                .header("location")
                .replace("/lists/", "");
        Document ready = page();
        assertThat(ready.select("#collection option")).extracting(o -> o.text()).containsExactly("everything", evil);
        assertThat(post(PAGE + "/import", "list", list, "collection", collection)
                        .status())
                .isEqualTo(303);
        assertThat(done().select("[role=status]").text()).contains("1 paper read, 1 new in the list.");
        assertThat(HttpAnswer.get(house.address(), "/lists/" + list, ines.toArray(String[]::new))
                        .body())
                .contains(TestHouse.RICH);
        assertThat(post(PAGE + "/export", "list", list, "name", "").status()).isEqualTo(303);
        assertThat(done().select("[role=status]").text()).contains("1 put in that the library had");
        assertThat(post(PAGE + "/collections").status()).isEqualTo(303);
        assertThat(page().select("#collection option"))
                .extracting(o -> o.text())
                .contains("On stopping");
        assertThat(post(PAGE + "/import", "list", "l-aaaaaaaaaaaaaaaa").status())
                .isEqualTo(404);
        assertThat(post(PAGE + "/forget").status()).isEqualTo(303);
        assertThat(page().select("#from")).isEmpty();
    }
}
