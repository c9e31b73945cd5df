package org.broadsheet.server;

import java.util.Map;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.openid.OpenIdSettings;
import org.broadsheet.server.post.MailSettings;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.signin.OneTimeLinks;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// Starts the server. The library and the editions are made outside and handed in: Spring carries requests
/// to them and owns nothing.
@SpringBootApplication
public class BroadsheetServer {
    private static final String COMPRESSED = String.join(
            ",",
            "text/html",
            "text/plain",
            "text/css",
            "text/javascript",
            "text/markdown",
            "image/svg+xml",
            "application/json",
            "application/problem+json",
            "application/atom+xml",
            "application/x-bibtex",
            "application/x-research-info-systems",
            "application/vnd.citationstyles.csl+json");

    /// Starts answering requests.
    ///
    /// @throws IllegalStateException where the port is taken
    public static RunningServer start(Library library, Editions editions, ServerSettings settings) {
        SpringApplication application = new SpringApplication(BroadsheetServer.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        // Behind a proxy on this machine, whose readers know another address, it says where a request came
        // from.
        boolean proxied = settings.publicBase() != null;
        application.setDefaultProperties(Map.ofEntries(
                Map.entry("server.forward-headers-strategy", proxied ? "native" : "none"),
                Map.entry("server.tomcat.remoteip.internal-proxies", "127\\.\\d+\\.\\d+\\.\\d+|0:0:0:0:0:0:0:1|::1"),
                Map.entry("server.address", settings.host()),
                Map.entry("server.port", settings.port()),
                Map.entry("server.shutdown", "graceful"),
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "5s"),
                Map.entry("spring.threads.virtual.enabled", true),
                Map.entry("server.compression.enabled", true),
                Map.entry("server.compression.min-response-size", "2KB"),
                Map.entry("server.compression.mime-types", COMPRESSED),
                Map.entry("server.max-http-request-header-size", "32KB"),
                Map.entry("server.tomcat.max-http-form-post-size", "256KB"),
                Map.entry("spring.servlet.multipart.max-file-size", "10MB"),
                Map.entry("spring.servlet.multipart.max-request-size", "11MB"),
                Map.entry("server.tomcat.relaxed-path-chars", ""),
                Map.entry("server.error.whitelabel.enabled", false),
                Map.entry("spring.mvc.problemdetails.enabled", false),
                Map.entry("spring.thymeleaf.enable-spring-el-compiler", true),
                Map.entry("spring.web.resources.chain.strategy.content.enabled", true),
                Map.entry("spring.web.resources.chain.strategy.content.paths", "/*.css,/*.js"),
                Map.entry("spring.web.resources.cache.cachecontrol.max-age", "365d"),
                Map.entry("spring.web.resources.cache.cachecontrol.cache-public", true),
                Map.entry("management.endpoints.web.exposure.include", "health"),
                Map.entry("management.endpoint.health.probes.enabled", true),
                Map.entry("logging.level.root", "WARN"),
                Map.entry("spring.main.log-startup-info", false)));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Library.class, () -> library, definition -> definition.setDestroyMethodName(""));
            beans.registerBean(Editions.class, () -> editions);
            beans.registerBean(ServerSettings.class, () -> settings);
            beans.registerBean(MailSettings.class, settings::mail);
            OpenIdSettings openId = settings.openId();
            if (openId != null) beans.registerBean(OpenIdSettings.class, () -> openId);
        });
        ConfigurableApplicationContext context = application.run();
        WebServer web = ((ServletWebServerApplicationContext) context).getWebServer();
        int port = web == null ? settings.port() : web.getPort();
        String address = "http://" + settings.host() + ":" + port;
        return new RunningServer(context, address, administratorLink(context, settings, address));
    }

    /// A link with which whoever reads the console becomes the administrator, where nobody is one yet.
    private static @Nullable String administratorLink(
            ConfigurableApplicationContext context, ServerSettings settings, String address) {
        if (settings.singleUser()
                || context.getBean(Readers.class).firstAdministrator().isPresent()) return null;
        String base =
                settings.publicBase() == null ? address : settings.publicBase().replaceAll("/+$", "");
        return base + "/administrator?link="
                + context.getBean(OneTimeLinks.class).make(OneTimeLinks.Purpose.ADMINISTRATOR, null, null, "");
    }
}
