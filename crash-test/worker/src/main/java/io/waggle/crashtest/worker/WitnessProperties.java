package io.waggle.crashtest.worker;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code crash-test.*}.
 *
 * @param witness address of the server outside of this process that counts and that may hold a job
 */
@ConfigurationProperties("crash-test")
record WitnessProperties(URI witness) {}
