package org.broadsheet.server.web;

import org.apache.catalina.core.StandardHost;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Sessions;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// What every answer carries: a strict content policy, no type guessing, no frames, no word to other sites
/// about what is read here. And what every change needs: to be asked for by our own pages.
@Configuration(proxyBeanMethods = false)
class Security {
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            ServerSettings settings,
            Sessions sessions,
            ApiTokens tokens,
            OneUser oneUser,
            Pace pace) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // ForeignRequests stands in for tokens.
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ForeignRequests(settings), AuthorizationFilter.class)
                .addFilterBefore(
                        new KnownVisitors(settings, sessions, tokens, oneUser, pace), AuthorizationFilter.class)
                .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        // Our own pages may know where a reader comes from: keeping day or night leads back
                        // there.
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .cacheControl(cache -> cache.disable()))
                .build();
    }

    /// Lets browsers ask whether a page has changed instead of reading it again.
    @Bean
    FilterRegistrationBean<PageCache> pageCache() {
        return new FilterRegistrationBean<>(new PageCache());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host)
                host.setErrorReportValveClass(PlainErrors.class.getName());
        });
    }

    /// Accounts are asked for in [KnownVisitors]; saying that Spring has none keeps it from inventing one.
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("accounts are not asked for here");
        };
    }
}
