package io.waggle.console.live;

import io.waggle.journal.RunChanges;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells open pages that a run has changed. */
@Configuration(proxyBeanMethods = false)
public class LiveConfiguration {

  @Bean
  Watchers waggleConsoleWatchers() {
    return new Watchers();
  }

  @Bean
  Poller waggleConsolePoller(Watchers watchers, ObjectProvider<RunChanges> changes) {
    return new Poller(watchers, changes::getObject);
  }

  @Bean
  LiveController waggleConsoleLive(Watchers watchers) {
    return new LiveController(watchers);
  }
}
