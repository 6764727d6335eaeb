package io.waggle.testing;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Stands for an application where a test gives its agents one by one. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NoApplication {}
