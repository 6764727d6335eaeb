package io.waggle.engine;

import io.waggle.bpmn.Models;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model as Waggle ships it. A worker signs each with the digest of its text, so that a later
 * worker, also of another version of Waggle, can tell it from one that somebody has changed: an
 * editor drops the signature, or the text does not fit it any more.
 *
 * @param processId id of its process
 * @param xml its text, unsigned
 */
record ShippedModel(String processId, String xml) {
  static final String BPMN = ".bpmn";

  private static final Pattern SIGNED =
      Pattern.compile("(?s)(.*)\n<!-- As shipped with Waggle: ([0-9a-f]{64}) -->\\s*");

  /**
   * @param resource path of a BPMN file of {@link Models#RESOURCES}
   */
  static ShippedModel of(String resource) {
    String file = resource.substring(resource.lastIndexOf('/') + 1);
    return new ShippedModel(file.substring(0, file.length() - BPMN.length()), text(resource));
  }

  /** The name of the resource that a worker deploys. */
  String fileName() {
    return processId + BPMN;
  }

  /** The resource that a worker deploys. */
  byte[] signed() {
    return "%s\n<!-- As shipped with Waggle: %s -->\n"
        .formatted(xml, digest(xml))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param deployed the text of a model of this process
   * @return whether this or another version of Waggle has shipped it so
   */
  boolean isShipped(String deployed) {
    if (deployed.equals(xml)) {
      return true;
    }
    Matcher signed = SIGNED.matcher(deployed);
    return signed.matches() && digest(signed.group(1)).equals(signed.group(2));
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(String resource) {
    ClassLoader loader = Models.class.getClassLoader();
    try (InputStream stream = loader.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
