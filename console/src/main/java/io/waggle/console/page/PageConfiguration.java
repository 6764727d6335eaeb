package io.waggle.console.page;

import io.waggle.client.AgentClient;
import io.waggle.invocation.Secrets;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * What all pages have in common. Views have a template engine of their own and answer to no names
 * but the console's, so that an application's own views are as they were.
 */
@Configuration(proxyBeanMethods = false)
public class PageConfiguration {
  private static final String WEBJARS = "classpath:/META-INF/resources/webjars/";

  @Bean
  ThymeleafViewResolver waggleConsoleViewResolver(ApplicationContext context) {
    var templates = new SpringResourceTemplateResolver();
    templates.setApplicationContext(context);
    templates.setPrefix("classpath:/templates/");
    templates.setSuffix(".html");
    templates.setTemplateMode(TemplateMode.HTML);
    templates.setCharacterEncoding("UTF-8");
    var engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    var views = new ThymeleafViewResolver();
    views.setTemplateEngine(engine);
    views.setCharacterEncoding("UTF-8");
    views.setProducePartialOutputWhileProcessing(false);
    views.setViewNames(new String[] {"waggle-console/*"});
    views.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return views;
  }

  @Bean
  WebMvcConfigurer waggleConsoleAssets() {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/console/assets/**")
            .addResourceLocations(
                "classpath:/waggle-console/assets/",
                WEBJARS + "htmx.org/" + Assets.HTMX + "/dist/",
                WEBJARS + "htmx-ext-sse/" + Assets.HTMX_SSE + "/")
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic());
      }
    };
  }

  @Bean
  ShownText waggleConsoleShownText(Secrets secrets) {
    return new ShownText(secrets);
  }

  @Bean
  PageAdvice waggleConsolePageAdvice(ShownText show) {
    return new PageAdvice(new Assets(), show);
  }

  @Bean
  Engine waggleConsoleEngine(AgentClient client) {
    return new Engine(client);
  }
}
