package org.broadsheet.server.api;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// Lets programs and feed readers ask whether an answer has changed: each carries a tag made of its bytes.
@Configuration(proxyBeanMethods = false)
class ConditionalAnswers {
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> apiTags() {
        ShallowEtagHeaderFilter filter = new ShallowEtagHeaderFilter();
        // An answer compressed on the way is no longer the same bytes.
        filter.setWriteWeakETag(true);
        FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/api/*", "/feeds/*", "*.atom");
        return registration;
    }
}
