package io.waggle.embedded.rest;

import com.google.protobuf.ByteString;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A file in a {@code multipart/form-data} request, read by Netty's decoder. */
record UploadedFile(String name, ByteString content) {
  private static final boolean IN_MEMORY = false;

  /**
   * @throws ApiProblem if the request is no such thing
   */
  static List<UploadedFile> in(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (!type.startsWith("multipart/form-data")) {
      throw ApiProblem.badRequest("Request is no multipart/form-data but '%s'.".formatted(type));
    }
    HttpHeaders headers = new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, type);
    byte[] body = request.content().as(byte[].class);
    try {
      return files(
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(IN_MEMORY),
              new DefaultFullHttpRequest(
                  HttpVersion.HTTP_1_1,
                  HttpMethod.POST,
                  "/",
                  Unpooled.wrappedBuffer(body),
                  headers,
                  EmptyHttpHeaders.INSTANCE)));
    } catch (ErrorDataDecoderException | IOException e) {
      throw ApiProblem.badRequest("Request is no multipart/form-data: " + e.getMessage());
    }
  }

  private static List<UploadedFile> files(HttpPostMultipartRequestDecoder decoder)
      throws IOException {
    try {
      List<UploadedFile> files = new ArrayList<>();
      for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
        if (part instanceof FileUpload file) {
          files.add(new UploadedFile(file.getFilename(), ByteString.copyFrom(file.get())));
        }
      }
      return files;
    } finally {
      decoder.destroy();
    }
  }
}
